/** Customers in MongoDB. */
@NullMarked
package com.andejia.crm.customers.customer.mongo;

import org.jspecify.annotations.NullMarked;
