/** Who works here, as far as the staff topic tells. */
@NullMarked
package com.andejia.crm.notifications.staff;

import org.jspecify.annotations.NullMarked;
