/** Imports over HTTP. */
@NullMarked
package com.andejia.crm.customers.importing.web;

import org.jspecify.annotations.NullMarked;
