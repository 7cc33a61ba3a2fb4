/** A person's notifications: written by one consumer, read and marked over REST. */
@NullMarked
package com.andejia.crm.notifications.feed;

import org.jspecify.annotations.NullMarked;
