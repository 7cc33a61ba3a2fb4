/** Where records go that can never succeed. */
@NullMarked
package com.andejia.crm.notifications.deadletter;

import org.jspecify.annotations.NullMarked;
