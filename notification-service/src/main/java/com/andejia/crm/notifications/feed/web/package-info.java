/** The notification centre over HTTP. */
@NullMarked
package com.andejia.crm.notifications.feed.web;

import org.jspecify.annotations.NullMarked;
