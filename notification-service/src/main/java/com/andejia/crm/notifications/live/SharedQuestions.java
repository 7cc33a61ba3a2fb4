package com.andejia.crm.notifications.live;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Asks once for all who want to know the same at the same time. Who comes while it is being asked shares the next answer, so that
 * none is older than the question it is given to.
 */
final class SharedQuestions<Q, A> {
    private final Function<Q, Mono<A>> source;

    /** By question that is being asked: where those get their answer who have come since; null if nobody has. */
    private final Map<Q, Sinks.@Nullable One<A>> next = new HashMap<>();

    SharedQuestions(Function<Q, Mono<A>> source) {
        this.source = source;
    }

    /** Whoever loses interest stops nobody else's answer from coming. */
    Mono<A> ask(Q question) {
        return Mono.defer(() -> {
            Sinks.One<A> answer;
            boolean first;
            synchronized (next) {
                first = !next.containsKey(question);
                answer = next.get(question);
                if (answer == null) {
                    answer = Sinks.one();
                }
                next.put(question, first ? null : answer);
            }
            if (first) {
                ask(question, answer);
            }
            return answer.asMono();
        });
    }

    private void ask(Q question, Sinks.One<A> answer) {
        Mono.defer(() -> source.apply(question))
                .doFinally(end -> goOn(question))
                .subscribe(answer::tryEmitValue, answer::tryEmitError, answer::tryEmitEmpty);
    }

    private void goOn(Q question) {
        Sinks.One<A> waiting;
        synchronized (next) {
            waiting = next.remove(question);
            if (waiting != null) {
                next.put(question, null);
            }
        }
        if (waiting != null) {
            ask(question, waiting);
        }
    }
}
