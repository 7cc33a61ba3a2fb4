/** What happens to customers by itself, after a time of silence. */
@NullMarked
package com.andejia.crm.customers.upkeep;

import org.jspecify.annotations.NullMarked;
