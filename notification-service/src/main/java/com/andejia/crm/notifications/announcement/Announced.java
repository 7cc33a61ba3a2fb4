package com.andejia.crm.notifications.announcement;

/**
 * An announcement that cannot be lost any more.
 *
 * @param recipients how many it is for, as far as is known now
 */
record Announced(String id, int recipients) {}
