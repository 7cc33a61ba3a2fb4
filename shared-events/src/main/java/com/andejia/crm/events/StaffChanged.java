package com.andejia.crm.events;

import java.util.List;

/**
 * The present state of a member of staff, whole.
 *
 * @param roles some of {@code admin}, {@code manager}, {@code operator}, {@code employee}
 * @param active whether they may sign in, own customers and be told of things
 */
@WireName("crm.staff.changed.v1")
public record StaffChanged(String staffId, String name, List<String> roles, boolean active) implements StaffEvent {
    public StaffChanged {
        roles = List.copyOf(roles);
    }
}
