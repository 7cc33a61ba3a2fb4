package com.andejia.crm.customers.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.andejia.crm.customers.api.Refusal;
import com.andejia.crm.customers.api.Refusal.Kind;
import com.andejia.crm.customers.customer.BatchOutcome.RowError;
import com.andejia.crm.events.Operation;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

class BatchTest {
    private final IllegalStateException away = new IllegalStateException("the database is away");

    @Test
    void everyRowOnceWithOneOperationThatKnowsTheirNumber() {
        Set<Operation> operations = ConcurrentHashMap.newKeySet();
        AtomicInteger rows = new AtomicInteger();

        BatchOutcome outcome = Batch.inParallel(List.of("a", "b", "a", "c"), (id, operation) -> {
                    operations.add(operation);
                    return Mono.just(rows.incrementAndGet());
                })
                .block();

        assertThat(operations).containsExactly(new Operation(outcome.operationId(), 3));
        assertThat(rows).hasValue(3);
        assertThat(outcome.success()).isEqualTo(3);
    }

    @Test
    void refusalsAreToldInTheOrderOfTheRequest() {
        List<String> ids = IntStream.range(0, 100).mapToObj(String::valueOf).toList();

        BatchOutcome outcome = Batch.inParallel(
                        ids,
                        (id, operation) ->
                                Mono.error(Refusal.of(Kind.NOT_FOUND, "无" + id)).subscribeOn(Schedulers.parallel()))
                .block();

        assertThat(outcome.errors())
                .containsExactlyElementsOf(
                        ids.stream().map(id -> new RowError(id, "无" + id)).toList());
    }

    @Test
    void aRowThatFailedInAnotherWayIsNotSaidToBeDoneAndEndsTheBatch() {
        AtomicInteger tried = new AtomicInteger();

        BatchOutcome outcome = Batch.inOrder(List.of("a", "b", "c"), (id, operation) -> {
                    tried.incrementAndGet();
                    return id.equals("a") ? Mono.just(id) : Mono.error(away);
                })
                .block();

        assertThat(outcome.success()).isEqualTo(1);
        assertThat(outcome.errors())
                .containsExactly(new RowError("b", "暂时无法确认是否成功，请重试"), new RowError("c", "暂时无法确认是否成功，请重试"));
        assertThat(tried).hasValue(2);
    }

    @Test
    void ifNothingCouldBeDecidedThatIsTheAnswer() {
        Mono<BatchOutcome> batch = Batch.inParallel(List.of("a", "b"), (id, operation) -> Mono.error(away));

        assertThatThrownBy(batch::block).isSameAs(away);
    }

    @Test
    void rowsInOrderDoNotOverlap() {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();

        Batch.inOrder(
                        List.of("a", "b", "c", "d"),
                        (id, operation) -> Mono.fromRunnable(
                                        () -> most.accumulateAndGet(running.incrementAndGet(), Math::max))
                                .then(Mono.delay(Duration.ofMillis(10)))
                                // Not finally, which is after the next one has been told to begin.
                                .doOnNext(passed -> running.decrementAndGet()))
                .block();

        assertThat(most).hasValue(1);
    }
}
