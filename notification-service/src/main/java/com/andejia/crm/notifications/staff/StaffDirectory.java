package com.andejia.crm.notifications.staff;

import java.util.Optional;
import java.util.Set;

/** Who works here at the moment. Whoever is not active is not in it. */
public interface StaffDirectory {

    /** The ids of all whose role makes them a manager: {@code admin}, {@code manager}, {@code operator}. */
    Set<String> managers();

    /** The ids of everybody. */
    Set<String> everybody();

    /** The ids of all who have the role; empty if nobody does. */
    Set<String> withRole(String role);

    /** What somebody is called. */
    Optional<String> nameOf(String staffId);
}
