package com.andejia.crm.customers.customer;

import com.andejia.crm.events.Operation;
import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;

/** Makes the operations by which events on many customers are known to belong together. */
public final class Operations {
    private static final TimeBasedEpochGenerator IDS = Generators.timeBasedEpochGenerator();

    private Operations() {}

    /** A new one, on that many customers. */
    public static Operation on(int size) {
        return new Operation(IDS.generate().toString(), size);
    }
}
