/** What the public pool keeps in MongoDB beside the customers. */
@NullMarked
package com.andejia.crm.customers.pool.mongo;

import org.jspecify.annotations.NullMarked;
