package com.andejia.crm.customers.staff;

import com.andejia.crm.events.Person;
import com.andejia.crm.events.StaffChanged;
import java.util.List;

/**
 * A member of staff.
 *
 * @param id also the name they sign in with
 * @param active whether they may sign in and own customers
 */
public record Staff(String id, String name, List<Role> roles, boolean active) {
    public Staff {
        roles = List.copyOf(roles);
    }

    public Person asPerson() {
        return new Person(id, name);
    }

    public StaffChanged asEvent() {
        return new StaffChanged(id, name, roles.stream().map(Role::wireName).toList(), active);
    }
}
