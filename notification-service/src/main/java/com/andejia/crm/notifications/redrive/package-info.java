/** What was set aside or not understood: looked at, sent again to where it came from, or let go. */
@NullMarked
package com.andejia.crm.notifications.redrive;

import org.jspecify.annotations.NullMarked;
