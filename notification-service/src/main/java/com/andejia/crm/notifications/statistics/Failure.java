package com.andejia.crm.notifications.statistics;

import java.time.Instant;

/**
 * A request that was set aside, since it could never be told.
 *
 * @param id where it lies among those set aside
 * @param type the notification's type, or {@link #UNKNOWN}
 */
public record Failure(String id, String type, Instant at) {
    static final String UNKNOWN = "UNKNOWN";
}
