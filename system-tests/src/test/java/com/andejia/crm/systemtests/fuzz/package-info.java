/** Requests that nobody would write, made from what the services say of themselves. */
@NullMarked
package com.andejia.crm.systemtests.fuzz;

import org.jspecify.annotations.NullMarked;
