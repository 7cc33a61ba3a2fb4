package com.andejia.crm.notifications.feed;

/** What the recipient has done with a notification. Only {@code SENT} ones count as unread. */
public enum NotificationStatus {
    SENT,
    READ,
    ARCHIVED
}
