package com.andejia.crm.notifications.staff;

/** The staff table has been read to its end and knows somebody: audiences can be trusted from here on. */
public record StaffTableReady() {}
