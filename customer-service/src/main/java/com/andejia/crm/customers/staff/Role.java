package com.andejia.crm.customers.staff;

import java.util.Locale;
import java.util.stream.Stream;

/** What someone may do. */
public enum Role {
    ADMIN,
    MANAGER,
    OPERATOR,
    EMPLOYEE;

    /** As tokens, events and documents name it. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Role named(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }

    public static Stream<String> wireNames() {
        return Stream.of(values()).map(Role::wireName);
    }

    /** Admins, managers and operators: those who see and assign everybody's customers. */
    boolean isManaging() {
        return this != EMPLOYEE;
    }
}
