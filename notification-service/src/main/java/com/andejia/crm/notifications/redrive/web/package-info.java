/** What was set aside, over REST. */
@NullMarked
package com.andejia.crm.notifications.redrive.web;

import org.jspecify.annotations.NullMarked;
