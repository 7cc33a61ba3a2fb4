/** From event to one request per recipient. */
@NullMarked
package com.andejia.crm.notifications.intake;

import org.jspecify.annotations.NullMarked;
