package com.andejia.crm.notifications.live;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Asks about many at once: one question is out at a time, and whoever asks meanwhile is in the next one. So the busier it is, the
 * more share a question, and no answer is older than the wish for it. A question that fails does so for all who wait by then, as
 * they would find out no better one after the other.
 */
final class GatheredQuestions<K, A> {
    private final int most;
    private final Function<Set<K>, Mono<Map<K, A>>> source;
    private final Map<K, Sinks.One<A>> waiting = new LinkedHashMap<>();
    private boolean asking;

    /**
     * @param most about how many one question may be
     * @param source who is not in its answer is answered with nothing
     */
    GatheredQuestions(int most, Function<Set<K>, Mono<Map<K, A>>> source) {
        this.most = most;
        this.source = source;
    }

    /** Whoever loses interest stops nobody else's answer from coming. */
    Mono<A> ask(K about) {
        return Mono.defer(() -> {
            Sinks.One<A> answer;
            boolean first;
            synchronized (waiting) {
                answer = waiting.computeIfAbsent(about, it -> Sinks.one());
                first = !asking;
                asking = true;
            }
            if (first) {
                goOn();
            }
            return answer.asMono();
        });
    }

    private void goOn() {
        Map<K, Sinks.One<A>> asked = next();
        if (!asked.isEmpty()) {
            Mono.defer(() -> source.apply(Set.copyOf(asked.keySet())))
                    .defaultIfEmpty(Map.of())
                    .doFinally(end -> goOn())
                    .subscribe(
                            answers -> asked.forEach((about, answer) -> answer.tryEmitValue(answers.get(about))),
                            failure -> Stream.of(asked, taken(Integer.MAX_VALUE))
                                    .flatMap(failed -> failed.values().stream())
                                    .forEach(answer -> answer.tryEmitError(failure)));
        }
    }

    /** Those of the next one; once there are none, whoever comes asks at once. */
    private Map<K, Sinks.One<A>> next() {
        synchronized (waiting) {
            Map<K, Sinks.One<A>> next = taken(most);
            asking = !next.isEmpty();
            return next;
        }
    }

    private Map<K, Sinks.One<A>> taken(int atMost) {
        Map<K, Sinks.One<A>> taken = new HashMap<>();
        synchronized (waiting) {
            waiting.entrySet().stream().limit(atMost).forEach(one -> taken.put(one.getKey(), one.getValue()));
            waiting.keySet().removeAll(taken.keySet());
        }
        return taken;
    }
}
