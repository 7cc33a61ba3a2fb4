/** Being in touch with customers, and what was said. */
@NullMarked
package com.andejia.crm.customers.followup;

import org.jspecify.annotations.NullMarked;
