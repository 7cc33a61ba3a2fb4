package com.andejia.crm.notifications.feed;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which notifications a list shows; null leaves that side open.
 *
 * @param from the earliest {@code createdAt}, included
 * @param until the latest {@code createdAt}, excluded
 * @param search a text that title or content contain
 */
public record NotificationFilter(
        @Nullable String type,
        @Nullable NotificationStatus status,
        @Nullable Instant from,
        @Nullable Instant until,
        @Nullable String search) {}
