/** The public pool (公海): customers go into it, are claimed by employees and given out by managers. */
@NullMarked
package com.andejia.crm.customers.pool;

import org.jspecify.annotations.NullMarked;
