/** The timeline over HTTP. */
@NullMarked
package com.andejia.crm.customers.timeline.web;

import org.jspecify.annotations.NullMarked;
