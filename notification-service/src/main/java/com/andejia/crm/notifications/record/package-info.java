/** Reading Kafka records: as events of the contract, and as parts of one trace from the write to the push. */
@NullMarked
package com.andejia.crm.notifications.record;

import org.jspecify.annotations.NullMarked;
