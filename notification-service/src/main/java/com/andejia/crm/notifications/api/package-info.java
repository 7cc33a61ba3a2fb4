/** What every HTTP answer of this service has in common. */
@NullMarked
package com.andejia.crm.notifications.api;

import org.jspecify.annotations.NullMarked;
