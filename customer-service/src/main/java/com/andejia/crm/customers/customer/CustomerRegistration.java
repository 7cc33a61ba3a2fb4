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
                .flatMap(owner -> Mono.defer(
                                () -> write(customer(ids.get(), creator, form, owner), owner, idempotency, operation))
                        .retryWhen(Retry.max(NUMBER_ATTEMPTS).filter(this::isNumberTaken)))
                .doOnNext(customer -> log.info("customer {} created by staff {}", customer.id(), creator.id()))
                .onErrorResume(DuplicateCustomer.class, duplicate -> duplicate(duplicate, idempotency));
    }

    private Mono<Customer> write(
            Customer customer, Person owner, @Nullable Idempotency idempotency, @Nullable Operation operation) {
        return customers.add(
                customer,
                events(customer, owner, operation),
                idempotency,
                clock.instant().plus(KEPT));
    }

    private Customer customer(String id, Actor creator, NewCustomer form, Person owner) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        String number = String.format("CUS%011d", ThreadLocalRandom.current().nextLong(NUMBERS));
        return new Customer(
                id,
                number,
                form.details(),
                Care.by(owner, form.assignmentReason(), now),
                creator.asPerson(),
                now,
                now,
                1);
    }

    private static List<CustomerEvent> events(Customer customer, Person owner, @Nullable Operation operation) {
        CustomerDetails details = customer.details();
        return List.of(
                new CustomerCreated(
                        customer.id(),
                        customer.customerNo(),
                        details.name(),
                        details.maskedPhone(),
                        details.leadSource(),
                        customer.createdBy(),
                        owner,
                        operation),
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
        return answered(idempotency).switchIfEmpty(Mono.error(() -> switch (duplicate.of()) {
            case PHONE -> Refusal.of(Kind.CONFLICT, "该手机号已存在");
            case WECHAT -> Refusal.of(Kind.CONFLICT, "该微信号已存在");
            case NUMBER, IDEMPOTENCY_KEY -> duplicate;
        }));
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
