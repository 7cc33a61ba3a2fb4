/** The topics that this service needs. */
@NullMarked
package com.andejia.crm.notifications.topic;

import org.jspecify.annotations.NullMarked;
