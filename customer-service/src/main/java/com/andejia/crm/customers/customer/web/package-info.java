/** Customers over HTTP. */
@NullMarked
package com.andejia.crm.customers.customer.web;

import org.jspecify.annotations.NullMarked;
