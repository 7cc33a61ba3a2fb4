/** Notifications in MongoDB. */
@NullMarked
package com.andejia.crm.notifications.feed.mongo;

import org.jspecify.annotations.NullMarked;
