/** Work that comes round again and again. */
@NullMarked
package com.andejia.crm.customers.schedule;

import org.jspecify.annotations.NullMarked;
