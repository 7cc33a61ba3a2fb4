/** Which notifications are gathered in a digest instead of standing alone. */
@NullMarked
package com.andejia.crm.notifications.digest;

import org.jspecify.annotations.NullMarked;
