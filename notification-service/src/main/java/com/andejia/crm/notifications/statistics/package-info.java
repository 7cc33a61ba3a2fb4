/** How notifications fare: how many were sent, shown, read and set aside, and how long that took. */
@NullMarked
package com.andejia.crm.notifications.statistics;

import org.jspecify.annotations.NullMarked;
