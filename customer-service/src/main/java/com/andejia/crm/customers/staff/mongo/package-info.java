/** Staff in MongoDB. */
@NullMarked
package com.andejia.crm.customers.staff.mongo;

import org.jspecify.annotations.NullMarked;
