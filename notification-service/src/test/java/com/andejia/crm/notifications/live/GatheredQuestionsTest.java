package com.andejia.crm.notifications.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

class GatheredQuestionsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private record Asked(Set<String> about, Sinks.One<Map<String, Integer>> answer) {
        /** Each by the length of its name, unless it is nobody. */
        void answered() {
            answer.tryEmitValue(about.stream()
                    .filter(name -> !name.equals("nobody"))
                    .collect(Collectors.toMap(Function.identity(), String::length)));
        }
    }

    private final List<Asked> asked = new ArrayList<>();
    private final GatheredQuestions<String, Integer> questions = new GatheredQuestions<>(
            3,
            about -> Mono.defer(() -> {
                asked.add(new Asked(about, Sinks.one()));
                return asked.get(asked.size() - 1).answer().asMono();
            }));

    @Test
    void whoComesWhileOneIsOutIsInTheNext() {
        CompletableFuture<Integer> alice = ask("alice");
        CompletableFuture<Integer> bob = ask("bob");
        CompletableFuture<Integer> carol = ask("carol");
        assertThat(asked).hasSize(1);

        asked.get(0).answered();
        assertThat(alice).isCompletedWithValue(5);
        assertThat(bob).isNotDone();
        assertThat(asked.get(1).about()).containsExactlyInAnyOrder("bob", "carol");

        asked.get(1).answered();
        assertThat(bob).isCompletedWithValue(3);
        assertThat(carol).isCompletedWithValue(5);
        assertThat(asked).hasSize(2);
    }

    @Test
    void theSameIsAskedOnceForAllWhoWaitButNotForThoseWhoCameLater() {
        CompletableFuture<Integer> before = ask("alice");
        CompletableFuture<Integer> second = ask("alice");
        CompletableFuture<Integer> third = ask("alice");

        asked.get(0).answered();
        assertThat(before).isDone();
        assertThat(second).as("may have changed since").isNotDone();

        asked.get(1).answered();
        assertThat(List.of(second, third)).allMatch(CompletableFuture::isDone);
    }

    @Test
    void tooManyForOneQuestionAreAskedForInTheirOrder() {
        List<CompletableFuture<Integer>> all =
                Stream.of("first", "e", "dd", "ccc", "bbbb", "a").map(this::ask).toList();

        asked.get(0).answered();
        asked.get(1).answered();
        asked.get(2).answered();

        assertThat(asked.get(1).about()).containsExactlyInAnyOrder("e", "dd", "ccc");
        assertThat(asked.get(2).about()).containsExactlyInAnyOrder("bbbb", "a");
        assertThat(all).allMatch(CompletableFuture::isDone);
    }

    @Test
    void whoIsNotInTheAnswerIsAnsweredWithNothing() {
        CompletableFuture<Integer> nobody = ask("nobody");

        asked.get(0).answered();

        assertThat(nobody).isCompletedWithValue(null);
    }

    @Test
    void aSourceThatHasNoAnswerAnswersEverybodyWithNothing() {
        CompletableFuture<Integer> alice = ask("alice");

        asked.get(0).answer().tryEmitEmpty();

        assertThat(alice).isCompletedWithValue(null);
    }

    @Test
    void aFailureIsThatOfAllWhoWaitSoThatTheyDoNotFindOutOneAfterTheOther() {
        List<CompletableFuture<Integer>> all = Stream.of("first", "e", "dd", "first", "ccc", "bbbb")
                .map(this::ask)
                .toList();

        asked.get(0).answer().tryEmitError(new IllegalStateException("away"));

        assertThat(all).allSatisfy(one -> assertThatThrownBy(one::join).hasRootCauseMessage("away"));
        assertThat(asked).hasSize(1);
    }

    @Test
    void whoComesAfterAFailureAsksAgain() {
        CompletableFuture<Integer> before = ask("alice");
        asked.get(0).answer().tryEmitError(new IllegalStateException("away"));
        assertThat(before).isCompletedExceptionally();

        CompletableFuture<Integer> later = ask("alice");
        asked.get(1).answered();

        assertThat(later).isCompletedWithValue(5);
    }

    @Test
    void aQuestionThatCannotEvenBeAskedHoldsUpNobody() {
        var broken = new GatheredQuestions<String, Integer>(3, about -> {
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
        CompletableFuture<Integer> gone = ask("bob");
        CompletableFuture<Integer> stays = ask("bob");
        gone.cancel(false);

        asked.get(0).answered();
        asked.get(1).answered();

        assertThat(stays).isCompletedWithValue(3);
    }

    @Test
    void noAnswerIsOlderThanTheQuestionWhoeverAsksAtTheSameTime() {
        AtomicInteger now = new AtomicInteger();
        var busy = new GatheredQuestions<Integer, Integer>(
                3,
                about -> Mono.fromSupplier(
                                () -> about.stream().collect(Collectors.toMap(Function.identity(), it -> now.get())))
                        .subscribeOn(Schedulers.parallel()));

        IntStream.range(0, 20_000).parallel().forEach(i -> {
            int before = now.incrementAndGet();
            assertThat(busy.ask(i % 10).block(PATIENCE)).isGreaterThanOrEqualTo(before);
        });
    }

    private CompletableFuture<Integer> ask(String about) {
        return questions.ask(about).toFuture();
    }
}
