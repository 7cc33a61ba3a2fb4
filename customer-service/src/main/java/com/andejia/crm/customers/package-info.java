/** The customer service: saves customers and tells Kafka, never one without the other. */
@NullMarked
package com.andejia.crm.customers;

import org.jspecify.annotations.NullMarked;
