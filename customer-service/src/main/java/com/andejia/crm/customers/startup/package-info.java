/** What must be done before the first request is taken. */
@NullMarked
package com.andejia.crm.customers.startup;

import org.jspecify.annotations.NullMarked;
