package com.andejia.crm.customers.customer;

import com.andejia.crm.customers.staff.Actor;
import java.time.Instant;
import java.util.Map;
import reactor.core.publisher.Mono;

/** Customers as numbers; of those rows only that the reader may see. */
public interface CustomerCounts {
    /** By each of {@link CustomerQuery#PROPERTIES}. */
    Mono<ByProperty> byProperty(Actor reader);

    Mono<Long> createdSince(Instant start, Actor reader);

    /**
     * How many there are.
     *
     * @param counts by the name of the property, then by its value
     */
    record ByProperty(long total, Map<String, Map<String, Long>> counts) {
        Map<String, Long> of(String property) {
            return counts.getOrDefault(property, Map.of());
        }
    }
}
