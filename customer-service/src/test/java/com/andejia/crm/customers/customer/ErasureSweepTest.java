package com.andejia.crm.customers.customer;

import static org.assertj.core.api.Assertions.assertThat;

import com.andejia.crm.events.CustomerErased;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.Exceptions;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** A customer whose traces cannot be removed today keeps none of the others from losing theirs. */
class ErasureSweepTest {
    private final List<String> finished = new ArrayList<>();

    @Test
    void allAreTriedAndEachFailureIsTold() {
        StepVerifier.create(new ErasureSweep(traces("a", "b fails", "c", "d fails", "e"), Clock.systemUTC()).round())
                .expectErrorSatisfies(failure -> assertThat(Exceptions.unwrapMultiple(failure))
                        .extracting(Throwable::getMessage)
                        .containsExactlyInAnyOrder("b fails", "d fails"))
                .verifyThenAssertThat()
                .hasNotDroppedErrors();

        assertThat(finished).containsExactly("a", "c", "e");
    }

    private Erasures traces(String... customerIds) {
        return new Erasures() {
            @Override
            public Mono<Customer> erase(Customer customer, CustomerErased event, Instant now) {
                return Mono.error(new UnsupportedOperationException());
            }

            @Override
            public Mono<Void> removeTraces(String customerId) {
                return Mono.error(new UnsupportedOperationException());
            }

            @Override
            public Flux<String> withTraces(Instant erasedBy) {
                return Flux.just(customerIds);
            }

            @Override
            public Mono<Void> finish(String customerId) {
                return customerId.endsWith("fails")
                        ? Mono.error(new IllegalStateException(customerId))
                        : Mono.fromRunnable(() -> finished.add(customerId));
            }
        };
    }
}
