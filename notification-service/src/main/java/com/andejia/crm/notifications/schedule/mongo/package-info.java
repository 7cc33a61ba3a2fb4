/** The lock of scheduled work, in MongoDB. */
@NullMarked
package com.andejia.crm.notifications.schedule.mongo;

import org.jspecify.annotations.NullMarked;
