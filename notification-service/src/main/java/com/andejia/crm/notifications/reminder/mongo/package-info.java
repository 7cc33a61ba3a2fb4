/** What reminders are made of, in MongoDB. */
@NullMarked
package com.andejia.crm.notifications.reminder.mongo;

import org.jspecify.annotations.NullMarked;
