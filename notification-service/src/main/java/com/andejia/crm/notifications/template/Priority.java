package com.andejia.crm.notifications.template;

/** How much a notification asks for attention. */
public enum Priority {
    HIGH,
    MEDIUM,
    LOW
}
