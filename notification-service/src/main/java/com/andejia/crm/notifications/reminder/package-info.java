/** What falls due by itself: contracts that end, and résumés that nobody looks after. */
@NullMarked
package com.andejia.crm.notifications.reminder;

import org.jspecify.annotations.NullMarked;
