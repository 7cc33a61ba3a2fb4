/** What an admin has to say to all. */
@NullMarked
package com.andejia.crm.notifications.announcement;

import org.jspecify.annotations.NullMarked;
