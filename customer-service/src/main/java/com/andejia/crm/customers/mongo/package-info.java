/** How this service talks to MongoDB. */
@NullMarked
package com.andejia.crm.customers.mongo;

import org.jspecify.annotations.NullMarked;
