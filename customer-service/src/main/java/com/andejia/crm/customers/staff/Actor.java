package com.andejia.crm.customers.staff;

import com.andejia.crm.events.Person;
import java.util.Set;

/** Who makes the request, as their token says. */
public record Actor(String id, String name, Set<Role> roles) {
    public Actor {
        roles = Set.copyOf(roles);
    }

    public boolean isManager() {
        return roles.stream().anyMatch(Role::isManaging);
    }

    public Person asPerson() {
        return new Person(id, name);
    }
}
