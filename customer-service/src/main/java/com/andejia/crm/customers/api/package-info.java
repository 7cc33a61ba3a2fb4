/** How every answer of the REST API looks: envelopes, pages, problems. */
@NullMarked
package com.andejia.crm.customers.api;

import org.jspecify.annotations.NullMarked;
