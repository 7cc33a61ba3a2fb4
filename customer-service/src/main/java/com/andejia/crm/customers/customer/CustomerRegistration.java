package com.andejia.crm.customers.customer;

import com.andejia.crm.customers.api.Refusal;
import com.andejia.crm.customers.api.Refusal.Kind;
import com.andejia.crm.customers.staff.Actor;
import com.andejia.crm.events.CustomerCreated;
import com.andejia.crm.events.CustomerEvent;
import com.andejia.crm.events.Operation;
import com.andejia.crm.events.Person;
import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** A customer comes in: one write of the customer, of its events, and of the answer in case it is asked for again. */
@Service
public class CustomerRegistration {
    private static final Logger log = LoggerFactory.getLogger(CustomerRegistration.class);
    private static final Duration KEPT = Duration.ofHours(24);
    private static final int NUMBER_ATTEMPTS = 5;
    private static final long NUMBERS = 100_000_000_000L;
    private static final TimeBasedEpochGenerator IDS = Generators.timeBasedEpochGenerator();

    private final Customers customers;
    private final Assignees assignees;
    private final Clock clock;

    CustomerRegistration(Customers customers, Assignees assignees, Clock clock) {
        this.customers = customers;
        this.assignees = assignees;
        this.clock = clock;
    }

    public Mono<Customer> register(Actor creator, NewCustomer form, @Nullable Idempotency idempotency) {
        return answered(idempotency)
                .switchIfEmpty(Mono.defer(() ->
                        create(creator, form, idempotency, () -> IDS.generate().toString(), null)));
    }

    /** As one of many, under an id that is known before: whoever tries again meets it, and enters nobody twice. */
    public Mono<Customer> register(Actor creator, NewCustomer form, String id, Operation operation) {
        return create(creator, form, null, () -> id, operation);
    }

    private Mono<Customer> create(
            Actor creator,
            NewCustomer form,
            @Nullable Idempotency idempotency,
            Supplier<String> ids,
            @Nullable Operation operation) {
        return assignees
                .assignee(Objects.requireNonNullElse(form.assignedTo(), creator.id()))
                .flatMap(owner -> write(
                        creator.asPerson(),
                        form.details(),
                        now -> Care.by(owner, form.assignmentReason(), now),
                        idempotency,
                        ids,
                        operation))
                .doOnNext(customer -> log.info("customer {} created by staff {}", customer.id(), creator.id()))
                .onErrorResume(DuplicateCustomer.class, duplicate -> duplicate(duplicate, idempotency));
    }

    /** Nobody's: it waits in the public pool. Fails with {@link DuplicateCustomer}. */
    Mono<Customer> registerUnowned(Person creator, CustomerDetails details, String reason) {
        return write(
                creator,
                details,
                now -> Care.ofNobody(reason, now),
                null,
                () -> IDS.generate().toString(),
                null);
    }

    private Mono<Customer> write(
            Person creator,
            CustomerDetails details,
            Function<Instant, Care> care,
            @Nullable Idempotency idempotency,
            Supplier<String> ids,
            @Nullable Operation operation) {
        return Mono.defer(() -> {
                    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
                    String number = String.format(
                            "CUS%011d", ThreadLocalRandom.current().nextLong(NUMBERS));
                    Customer customer = new Customer(ids.get(), number, details, care.apply(now), creator, now, now, 1);
                    return customers.add(customer, events(customer, operation), idempotency, now.plus(KEPT));
                })
                .retryWhen(Retry.max(NUMBER_ATTEMPTS).filter(this::isNumberTaken));
    }

    private static List<CustomerEvent> events(Customer customer, @Nullable Operation operation) {
        CustomerDetails details = customer.details();
        Person owner = customer.owner();
        CustomerEvent created = new CustomerCreated(
                customer.id(),
                customer.customerNo(),
                details.name(),
                details.maskedPhone(),
                details.leadSource(),
                customer.createdBy(),
                owner,
                operation);
        return owner == null
                ? List.of(created)
                : List.of(
                        created,
                        CustomerAssignment.event(
                                customer,
                                customer.createdBy(),
                                owner,
                                null,
                                customer.care().reason(),
                                operation));
    }

    private boolean isNumberTaken(Throwable failure) {
        return failure instanceof DuplicateCustomer duplicate && duplicate.of() == DuplicateCustomer.Of.NUMBER;
    }

    /** A twin of this request may have come in between: then its answer is ours. */
    private Mono<Customer> duplicate(DuplicateCustomer duplicate, @Nullable Idempotency idempotency) {
        return answered(idempotency).switchIfEmpty(Mono.error(duplicate::shown));
    }

    private Mono<Customer> answered(@Nullable Idempotency idempotency) {
        return idempotency == null
                ? Mono.empty()
                : customers.firstAnswer(idempotency.key()).flatMap(first -> again(first, idempotency));
    }

    private Mono<Customer> again(Customers.FirstAnswer first, Idempotency idempotency) {
        Instant now = clock.instant();
        if (!first.keptUntil().isAfter(now)) {
            return customers.forget(idempotency.key(), now).then(Mono.empty());
        }
        return first.bodyHash().equals(idempotency.bodyHash())
                ? Mono.just(first.customer())
                : Mono.error(Refusal.of(Kind.AGAINST_THE_RULES, "该 Idempotency-Key 已用于另一个请求"));
    }
}
