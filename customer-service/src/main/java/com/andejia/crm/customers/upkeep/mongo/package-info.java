/** The lock that keeps replicas from doing the same upkeep, in MongoDB. */
@NullMarked
package com.andejia.crm.customers.upkeep.mongo;

import org.jspecify.annotations.NullMarked;
