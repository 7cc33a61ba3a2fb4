/** Work that comes round again and again, on one replica at a time. */
@NullMarked
package com.andejia.crm.notifications.schedule;

import org.jspecify.annotations.NullMarked;
