package com.andejia.crm.notifications.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

class SharedQuestionsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final List<Sinks.One<String>> asked = new ArrayList<>();
    private final SharedQuestions<String, String> questions = new SharedQuestions<>(question -> Mono.defer(() -> {
        Sinks.One<String> answer = Sinks.one();
        asked.add(answer);
        return answer.asMono();
    }));

    @Test
    void whoComesWhileItIsBeingAskedSharesTheNextAnswer() {
        CompletableFuture<String> first = ask("alice");
        CompletableFuture<String> second = ask("alice");
        CompletableFuture<String> third = ask("alice");
        assertThat(asked).hasSize(1);

        asked.get(0).tryEmitValue("before");
        assertThat(first).isCompletedWithValue("before");
        assertThat(second).as("may have happened since").isNotDone();
        assertThat(asked).hasSize(2);

        CompletableFuture<String> fourth = ask("alice");
        asked.get(1).tryEmitValue("after");
        assertThat(second).isCompletedWithValue("after");
        assertThat(third).isCompletedWithValue("after");
        assertThat(fourth).isNotDone();
    }

    @Test
    void otherQuestionsDoNotWait() {
        CompletableFuture<String> alice = ask("alice");
        CompletableFuture<String> bob = ask("bob");

        assertThat(asked).hasSize(2);
        asked.get(1).tryEmitValue("now");
        assertThat(alice).isNotDone();
        assertThat(bob).isCompletedWithValue("now");
    }

    @Test
    void whenNobodyWaitsAnyMoreTheNextAsksAnew() {
        CompletableFuture<String> before = ask("alice");
        asked.get(0).tryEmitValue("before");
        assertThat(before).isDone();

        CompletableFuture<String> later = ask("alice");

        assertThat(asked).hasSize(2);
        asked.get(1).tryEmitEmpty();
        assertThat(later).isCompletedWithValue(null);
    }

    @Test
    void aFailureIsThatOfThoseWhoShareItAndTheNextAskAgain() {
        CompletableFuture<String> first = ask("alice");
        CompletableFuture<String> second = ask("alice");

        asked.get(0).tryEmitError(new IllegalStateException("away"));

        assertThatThrownBy(first::join).hasRootCauseMessage("away");
        asked.get(1).tryEmitValue("back");
        assertThat(second).isCompletedWithValue("back");
    }

    @Test
    void aQuestionThatCannotEvenBeAskedHoldsUpNobody() {
        var broken = new SharedQuestions<String, String>(question -> {
            throw new IllegalStateException("away");
        });

        assertThatThrownBy(() -> broken.ask("alice").block(PATIENCE)).hasMessage("away");
        assertThatThrownBy(() -> broken.ask("alice").block(PATIENCE))
                .as("and no wait for the one before")
                .hasMessage("away");
    }

    @Test
    void whoLosesInterestTakesTheAnswerFromNobody() {
        ask("alice").cancel(false);
        CompletableFuture<String> gone = ask("alice");
        CompletableFuture<String> stays = ask("alice");
        gone.cancel(false);

        asked.get(0).tryEmitValue("before");
        asked.get(1).tryEmitValue("after");

        assertThat(stays).isCompletedWithValue("after");
    }

    @Test
    void noAnswerIsOlderThanTheQuestionWhoeverAsksAtTheSameTime() {
        AtomicInteger now = new AtomicInteger();
        var busy = new SharedQuestions<String, Integer>(
                question -> Mono.fromSupplier(now::get).subscribeOn(Schedulers.parallel()));

        IntStream.range(0, 20_000).parallel().forEach(i -> {
            int before = now.incrementAndGet();
            assertThat(busy.ask("the time").block(PATIENCE)).isGreaterThanOrEqualTo(before);
        });
    }

    private CompletableFuture<String> ask(String question) {
        return questions.ask(question).toFuture();
    }
}
