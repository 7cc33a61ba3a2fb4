/** What was done to a customer, by whom and when. */
@NullMarked
package com.andejia.crm.customers.timeline;

import org.jspecify.annotations.NullMarked;
