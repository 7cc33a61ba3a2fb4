/** Preferences and held pop-ups in MongoDB. */
@NullMarked
package com.andejia.crm.notifications.preference.mongo;

import org.jspecify.annotations.NullMarked;
