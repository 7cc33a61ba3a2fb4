/** Follow-ups over HTTP. */
@NullMarked
package com.andejia.crm.customers.followup.web;

import org.jspecify.annotations.NullMarked;
