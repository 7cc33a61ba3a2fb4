package com.andejia.crm.customers.pool;

import com.andejia.crm.customers.customer.Customer;
import com.andejia.crm.customers.customer.CustomerChange;
import com.andejia.crm.customers.customer.CustomerPool;
import com.andejia.crm.customers.customer.Customers;
import com.andejia.crm.customers.customer.HistoryEntry.Action;
import com.andejia.crm.events.CustomerClaimed;
import com.andejia.crm.events.Person;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Carries admissions out. Anybody may, any number of times: the write demands the version that was admitted, and a customer
 * has each of its versions once.
 */
@Component
class Admissions {
    private static final Logger log = LoggerFactory.getLogger(Admissions.class);

    private final Customers customers;
    private final CustomerPool pool;
    private final ClaimGuards guards;
    private final Clock clock;

    Admissions(Customers customers, CustomerPool pool, ClaimGuards guards, Clock clock) {
        this.customers = customers;
        this.pool = pool;
        this.guards = guards;
        this.clock = clock;
    }

    /** When this is done, the admission has had its effect or never will; true if the customer was claimed by it. */
    Mono<Boolean> settle(Admission admission) {
        return carryOut(admission)
                .hasElement()
                .flatMap(isDone -> isDone ? Mono.just(true) : wasCarriedOut(admission))
                .flatMap(isClaimed -> guards.settled(admission).thenReturn(isClaimed));
    }

    /** Empty if the customer is not in that state any more. */
    private Mono<Customer> carryOut(Admission admission) {
        return pool.find(admission.customerId(), admission.claimer().id())
                .filter(customer -> customer.version() == admission.version())
                .flatMap(customer -> customers.change(customer, claim(customer, admission.claimer())))
                .doOnNext(claimed -> log.info(
                        "customer {} claimed by staff {}",
                        claimed.id(),
                        admission.claimer().id()));
    }

    /** Somebody else may have done it for us, and the customer may have gone on since: its history knows. */
    private Mono<Boolean> wasCarriedOut(Admission admission) {
        long next = admission.version() + 1;
        return customers
                .history(admission.customerId(), next, next)
                .next()
                .map(entry -> entry.action() == Action.CLAIMED
                        && entry.by().id().equals(admission.claimer().id()))
                .defaultIfEmpty(false);
    }

    private CustomerChange claim(Customer customer, Person claimer) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var event = new CustomerClaimed(
                customer.id(),
                customer.customerNo(),
                customer.details().name(),
                customer.details().maskedPhone(),
                customer.details().leadSource(),
                claimer,
                claimer);
        Customer after = customer.with(customer.care().passedTo(claimer, null, now), now);
        return CustomerChange.of(customer, after, Action.CLAIMED, claimer, null, event);
    }
}
