package com.andejia.crm.customers.customer;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A valid request to change a customer.
 *
 * @param version which the customer had when the person looked at it
 * @param changes new values by the name of the field in {@link CustomerDetails}; null takes the value away
 */
public record CustomerEdit(long version, Map<String, @Nullable Object> changes) {
    /** Never the values: a record that is logged by accident must not tell them. */
    @Override
    public String toString() {
        return "CustomerEdit[version=" + version + ", fields=" + changes.keySet() + "]";
    }
}
