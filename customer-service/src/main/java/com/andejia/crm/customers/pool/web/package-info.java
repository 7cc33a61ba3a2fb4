/** The public pool over HTTP. */
@NullMarked
package com.andejia.crm.customers.pool.web;

import org.jspecify.annotations.NullMarked;
