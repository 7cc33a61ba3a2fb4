/** Imports in MongoDB. */
@NullMarked
package com.andejia.crm.customers.importing.mongo;

import org.jspecify.annotations.NullMarked;
