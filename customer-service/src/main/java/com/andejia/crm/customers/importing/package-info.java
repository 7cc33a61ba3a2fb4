/** Many customers at once, from a file: read within bounds, kept row by row in the store, and entered by whoever is alive. */
@NullMarked
package com.andejia.crm.customers.importing;

import org.jspecify.annotations.NullMarked;
