package com.andejia.crm.notifications.feed;

/**
 * What the recipient has done with a notification. Only {@code SENT} ones count as unread; {@code ARCHIVED} and {@code SNOOZED}
 * ones are listed only when asked for, and the latter become {@code SENT} again by themselves.
 */
public enum NotificationStatus {
    SENT,
    READ,
    ARCHIVED,
    SNOOZED
}
