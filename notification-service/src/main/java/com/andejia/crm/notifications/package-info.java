/** Turns events of the CRM into notifications for the people they concern, and streams them. */
@NullMarked
package com.andejia.crm.notifications;

import org.jspecify.annotations.NullMarked;
