/** What anybody may call without being signed in, and how often. */
@NullMarked
package com.andejia.crm.customers.ratelimit.web;

import org.jspecify.annotations.NullMarked;
