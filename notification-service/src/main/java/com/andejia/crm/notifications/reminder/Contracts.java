package com.andejia.crm.notifications.reminder;

import com.andejia.crm.events.ContractEvent;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The store of contracts whose end is known. */
public interface Contracts {

    /**
     * Keeps what is known now, but for when the owner was told. Of an erased customer nothing is kept.
     *
     * @param endDate null leaves it as it is, and a contract whose end is not known is not kept
     */
    Mono<Void> put(ContractEvent said, @Nullable LocalDate endDate);

    /** Notes that the owner was told of this end when so many days were left. */
    Mono<Void> told(String id, LocalDate endDate, int daysLeft);

    Mono<Void> remove(String id);

    /** Those whose last day is one of these, both included. */
    Flux<Contract> ending(LocalDate first, LocalDate last);

    /** Forgets those that ended before the day. */
    Mono<Void> removeEnded(LocalDate day);

    /** Forgets all contracts of the customer, and those that are still to come. */
    Mono<Void> erase(String customerId, Instant now);
}
