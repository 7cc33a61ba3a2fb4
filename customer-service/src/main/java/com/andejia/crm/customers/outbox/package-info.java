/** Events wait in the document that they happened to, until Kafka has them. */
@NullMarked
package com.andejia.crm.customers.outbox;

import org.jspecify.annotations.NullMarked;
