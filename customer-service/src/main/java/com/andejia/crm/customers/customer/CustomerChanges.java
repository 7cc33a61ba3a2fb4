package com.andejia.crm.customers.customer;

import com.andejia.crm.customers.api.Refusal;
import com.andejia.crm.customers.api.Refusal.Kind;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Reads a customer, lets a rule decide what becomes of it, and writes that; reads again if somebody else was faster. */
@Component
public class CustomerChanges {
    /** Against others who change the same customer at the same time. */
    private static final int ATTEMPTS = 5;

    private final Customers customers;

    CustomerChanges(Customers customers) {
        this.customers = customers;
    }

    /**
     * Answers the customer as it is then.
     *
     * @param found asked anew for each attempt; empty where there is none that the actor may see
     * @param rule empty if nothing has to change, an error if nothing may
     */
    public Mono<Customer> change(Mono<Customer> found, Function<Customer, Mono<CustomerChange>> rule) {
        return persistently(
                found,
                before -> rule.apply(before)
                        .map(Optional::of)
                        .defaultIfEmpty(Optional.empty())
                        .flatMap(change -> change.map(wanted -> customers.change(before, wanted))
                                .orElseGet(() -> Mono.just(before))));
    }

    /**
     * Answers what the write does.
     *
     * @param found asked anew for each attempt; empty where there is none that the actor may see
     * @param write empty if somebody else was faster
     */
    <T> Mono<T> persistently(Mono<Customer> found, Function<Customer, Mono<T>> write) {
        return found.switchIfEmpty(Mono.error(() -> Refusal.of(Kind.NOT_FOUND, "客户不存在")))
                .flatMap(write)
                .repeatWhenEmpty(ATTEMPTS, again -> again)
                .onErrorMap(IllegalStateException.class, e -> Refusal.of(Kind.CONFLICT, "客户刚被他人修改，请重试"));
    }
}
