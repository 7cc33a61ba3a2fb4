/** Edited texts in MongoDB. */
@NullMarked
package com.andejia.crm.notifications.template.mongo;

import org.jspecify.annotations.NullMarked;
