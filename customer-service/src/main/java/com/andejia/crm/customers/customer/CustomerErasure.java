package com.andejia.crm.customers.customer;

import com.andejia.crm.customers.staff.Actor;
import com.andejia.crm.events.CustomerErased;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** A customer's personal data go, for good. */
@Service
public class CustomerErasure {
    private static final Logger log = LoggerFactory.getLogger(CustomerErasure.class);

    private final Customers customers;
    private final CustomerChanges changes;
    private final Erasures erasures;
    private final Clock clock;

    CustomerErasure(Customers customers, CustomerChanges changes, Erasures erasures, Clock clock) {
        this.customers = customers;
        this.changes = changes;
        this.erasures = erasures;
        this.clock = clock;
    }

    /** Answers the number that the customer had. */
    public Mono<String> erase(Actor admin, String idOrNumber) {
        return changes.persistently(
                        Mono.defer(() -> customers.find(idOrNumber, admin)), customer -> erase(admin, customer))
                .doOnNext(erased -> log.info("customer {} erased by staff {}", erased.id(), admin.id()))
                .flatMap(erased -> removeTraces(erased.id()).thenReturn(erased.customerNo()));
    }

    private Mono<Customer> erase(Actor admin, Customer customer) {
        var event = new CustomerErased(customer.id(), customer.customerNo(), admin.asPerson());
        return erasures.erase(customer, event, clock.instant().truncatedTo(ChronoUnit.MILLIS));
    }

    /** It is decided by now: what this leaves behind, {@link ErasureSweep} finds. */
    private Mono<Void> removeTraces(String id) {
        return erasures.removeTraces(id)
                .doOnError(e -> log.warn("traces of customer {} stay until the next sweep: {}", id, e.toString()))
                .onErrorComplete();
    }
}
