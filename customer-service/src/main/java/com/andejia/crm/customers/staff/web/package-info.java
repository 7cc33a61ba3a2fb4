/** Staff, login and keys over HTTP. */
@NullMarked
package com.andejia.crm.customers.staff.web;

import org.jspecify.annotations.NullMarked;
