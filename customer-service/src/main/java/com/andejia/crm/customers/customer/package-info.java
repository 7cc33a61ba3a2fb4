/** Customers: how they come in and who is responsible for them. */
@NullMarked
package com.andejia.crm.customers.customer;

import org.jspecify.annotations.NullMarked;
