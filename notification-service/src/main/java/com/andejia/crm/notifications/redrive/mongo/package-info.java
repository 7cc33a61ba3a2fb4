/** What was set aside, in MongoDB. */
@NullMarked
package com.andejia.crm.notifications.redrive.mongo;

import org.jspecify.annotations.NullMarked;
