package com.andejia.crm.notifications.feed;

import com.andejia.crm.notifications.digest.Burst;
import com.andejia.crm.notifications.digest.DigestKey;
import com.andejia.crm.notifications.digest.DigestProperties;
import com.andejia.crm.notifications.template.Templates;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The bursts that people are in. Remembered, since whoever writes a person's feed is the only one who does; read from the store
 * for whoever is not remembered. A decision made on a wrong memory would be a strange one, but never a second one: the store
 * keeps the first.
 */
@Component
class Bursts {
    private static final int REMEMBERED = 20_000;
    private static final int QUESTIONS_AT_ONCE = 8;

    private final Map<Of, Burst> remembered =
            Collections.synchronizedMap(new LinkedHashMap<Of, Burst>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Of, Burst> eldest) {
                    return size() > REMEMBERED;
                }
            });
    private final DigestStore store;
    private final Templates templates;
    private final DigestProperties rule;
    private final ReplayedBursts replayed;

    Bursts(DigestStore store, Templates templates, DigestProperties rule) {
        this.store = store;
        this.templates = templates;
        this.rule = rule;
        this.replayed = new ReplayedBursts(store, templates, rule);
    }

    private record Of(String person, String type) {}

    /** Those who get these requests, and the bursts that each is in. */
    Mono<Known> of(Collection<PlacedRequest> requests) {
        Map<Of, PlacedRequest> firsts = new LinkedHashMap<>();
        requests.stream().filter(it -> !it.isReplayed()).forEach(it -> firsts.putIfAbsent(key(it), it));
        return Flux.fromIterable(firsts.entrySet())
                .flatMap(first -> burst(first.getKey(), first.getValue()), QUESTIONS_AT_ONCE)
                .collectMap(Map.Entry::getKey, Map.Entry::getValue)
                .zipWith(
                        replayed.of(requests.stream()
                                .filter(PlacedRequest::isReplayed)
                                .toList()),
                        Known::new);
    }

    /** Empty for what never becomes part of a digest. */
    private Mono<Map.Entry<Of, Burst>> burst(Of key, PlacedRequest first) {
        Burst known = remembered.get(key);
        if (known != null) {
            return Mono.just(Map.entry(key, known));
        }
        return Mono.justOrEmpty(templates.digestOf(key.type()))
                .flatMap(digestType -> recent(key, first.request().eventTime())
                        .collectList()
                        .map(recent -> new Burst(rule, digestType, recent)))
                .map(burst -> {
                    remembered.put(key, burst);
                    return Map.entry(key, burst);
                });
    }

    private Flux<Burst.Recent> recent(Of key, Instant around) {
        return store.recent(
                key.person(), key.type(), around.minus(rule.window()), around.plus(rule.window()), rule.alone() + 1);
    }

    /** Others may have written meanwhile. */
    void forget() {
        remembered.clear();
    }

    private static Of key(PlacedRequest placed) {
        return new Of(placed.request().recipient(), placed.request().type());
    }

    /** The bursts of a batch. */
    static final class Known {
        private final Map<Of, Burst> bursts;
        private final ReplayedBursts.Known replayed;

        private Known(Map<Of, Burst> bursts, ReplayedBursts.Known replayed) {
            this.bursts = bursts;
            this.replayed = replayed;
        }

        /** The digest that it becomes part of, if any. Asked about each request in its turn. */
        Optional<DigestKey> place(PlacedRequest placed) {
            if (placed.isReplayed()) {
                return replayed.place(placed);
            }
            Burst burst = bursts.get(key(placed));
            return burst == null
                    ? Optional.empty()
                    : burst.place(placed.id(), placed.request().eventTime());
        }
    }
}
