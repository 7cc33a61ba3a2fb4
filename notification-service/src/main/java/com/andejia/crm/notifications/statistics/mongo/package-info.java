/** Days that have been counted, and what was set aside, in MongoDB. */
@NullMarked
package com.andejia.crm.notifications.statistics.mongo;

import org.jspecify.annotations.NullMarked;
