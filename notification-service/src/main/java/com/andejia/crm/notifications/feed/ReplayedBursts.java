package com.andejia.crm.notifications.feed;

import com.andejia.crm.notifications.digest.Burst;
import com.andejia.crm.notifications.digest.Burst.Recent;
import com.andejia.crm.notifications.digest.DigestKey;
import com.andejia.crm.notifications.digest.DigestProperties;
import com.andejia.crm.notifications.template.Templates;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The bursts that replayed requests were in. What came after them does not count, as it did not when they were told for the first
 * time: so one that was lost goes back to where it was, alone or in its digest.
 */
final class ReplayedBursts {
    private static final int QUESTIONS_AT_ONCE = 8;

    private final DigestStore store;
    private final Templates templates;
    private final DigestProperties rule;

    ReplayedBursts(DigestStore store, Templates templates, DigestProperties rule) {
        this.store = store;
        this.templates = templates;
        this.rule = rule;
    }

    private record Before(String digestType, List<Recent> recent) {}

    private record Of(String person, String type) {}

    Mono<Known> of(Collection<PlacedRequest> requests) {
        return Flux.fromIterable(requests)
                .flatMap(this::before, QUESTIONS_AT_ONCE)
                .collectMap(Map.Entry::getKey, Map.Entry::getValue)
                .map(before -> new Known(rule, before));
    }

    /** Empty for what never becomes part of a digest. */
    private Mono<Map.Entry<String, Before>> before(PlacedRequest placed) {
        NotificationRequest request = placed.request();
        return Mono.justOrEmpty(templates.digestOf(request.type()))
                .flatMap(digestType -> store.recent(
                                request.recipient(),
                                request.type(),
                                request.eventTime().minus(rule.window()),
                                request.eventTime().plusMillis(1),
                                rule.alone() + 1)
                        .collectList()
                        .map(recent -> Map.entry(placed.id(), new Before(digestType, recent))));
    }

    /** The bursts of a batch. */
    static final class Known {
        private final DigestProperties rule;
        private final Map<String, Before> before;
        private final Map<Of, List<Recent>> placed = new HashMap<>();

        private Known(DigestProperties rule, Map<String, Before> before) {
            this.rule = rule;
            this.before = before;
        }

        /** The digest that it was part of, if any. Asked about each request in its turn. */
        Optional<DigestKey> place(PlacedRequest request) {
            Before known = before.get(request.id());
            if (known == null) {
                return Optional.empty();
            }
            var key = new Of(request.request().recipient(), request.request().type());
            var at = request.request().eventTime();
            List<Recent> ofThisBatch = placed.computeIfAbsent(key, none -> new ArrayList<>());
            List<Recent> earlier = new ArrayList<>(known.recent());
            ofThisBatch.stream().filter(it -> !it.at().isAfter(at)).forEach(earlier::add);
            Optional<DigestKey> into = new Burst(rule, known.digestType(), earlier).place(request.id(), at);
            ofThisBatch.add(new Recent(request.id(), at, into.orElse(null)));
            return into;
        }
    }
}
