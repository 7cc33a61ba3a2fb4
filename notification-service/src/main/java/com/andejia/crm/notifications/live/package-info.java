/** The open streams of this replica, and the broadcast that feeds those of all replicas. */
@NullMarked
package com.andejia.crm.notifications.live;

import org.jspecify.annotations.NullMarked;
