package com.andejia.crm.notifications.report;

import com.andejia.crm.notifications.report.Activity.Kind;

/** How much has been done. */
public record Work(long newCustomers, long followUps, long contractsSigned) {
    static final Work NONE = new Work(0, 0, 0);

    Work plus(Work other) {
        return new Work(
                newCustomers + other.newCustomers,
                followUps + other.followUps,
                contractsSigned + other.contractsSigned);
    }

    /** So much of one kind. */
    public static Work of(Kind kind, long count) {
        return switch (kind) {
            case NEW_CUSTOMER -> new Work(count, 0, 0);
            case FOLLOW_UP -> new Work(0, count, 0);
            case CONTRACT_SIGNED -> new Work(0, 0, count);
        };
    }
}
