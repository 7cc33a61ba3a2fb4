/** How often somebody may ask. */
@NullMarked
package com.andejia.crm.customers.ratelimit;

import org.jspecify.annotations.NullMarked;
