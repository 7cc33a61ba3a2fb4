/** The texts of notifications. */
@NullMarked
package com.andejia.crm.notifications.template;

import org.jspecify.annotations.NullMarked;
