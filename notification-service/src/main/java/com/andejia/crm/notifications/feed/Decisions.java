package com.andejia.crm.notifications.feed;

import com.andejia.crm.events.Operation;
import com.andejia.crm.notifications.digest.DigestKey;
import com.andejia.crm.notifications.preference.HeldPopUps;
import com.andejia.crm.notifications.preference.HeldPopUps.Held;
import com.andejia.crm.notifications.preference.PreferenceStore;
import com.andejia.crm.notifications.preference.Preferences;
import com.andejia.crm.notifications.preference.Preferences.Wish;
import com.andejia.crm.notifications.template.Priority;
import com.andejia.crm.notifications.template.Template;
import com.andejia.crm.notifications.template.Templates;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * What becomes of requests: nothing to be shown if the type is switched off, part of a digest, or a notification, perhaps a silent
 * one.
 */
@Component
class Decisions {
    private final PreferenceStore preferences;
    private final HeldPopUps held;
    private final Bursts bursts;
    private final Templates templates;
    private final Clock clock;

    Decisions(PreferenceStore preferences, HeldPopUps held, Bursts bursts, Templates templates, Clock clock) {
        this.preferences = preferences;
        this.held = held;
        this.bursts = bursts;
        this.templates = templates;
        this.clock = clock;
    }

    /**
     * One entry for each request, in their order. What pop-ups may be held back is noted before the entries can be stored, so
     * that a crash in between leaves a note too many and none too few.
     */
    Mono<List<Entry>> decide(List<PlacedRequest> requests) {
        return preferences
                .of(requests.stream().map(it -> it.request().recipient()).toList())
                .flatMap(chosen -> bursts.of(mayBurst(requests, chosen))
                        .map(known -> requests.stream()
                                .map(it -> decide(it, of(it, chosen), known))
                                .toList()))
                .flatMap(entries -> held.remember(held(entries)).thenReturn(entries));
    }

    private static Preferences of(PlacedRequest placed, Map<String, Preferences> chosen) {
        return Objects.requireNonNull(chosen.get(placed.request().recipient()));
    }

    private static List<PlacedRequest> mayBurst(List<PlacedRequest> requests, Map<String, Preferences> chosen) {
        return requests.stream()
                .filter(it -> operation(it) == null)
                .filter(it -> of(it, chosen).digestBursts())
                .filter(it -> of(it, chosen).wish(it.request().type()) != Wish.OFF)
                .toList();
    }

    /** One of its size is as good as none. */
    private static @Nullable Operation operation(PlacedRequest placed) {
        Operation operation = placed.request().operation();
        return operation == null || operation.size() <= 1 ? null : operation;
    }

    private Entry decide(PlacedRequest placed, Preferences chosen, Bursts.Known known) {
        NotificationRequest request = placed.request();
        Instant now = clock.instant();
        Template template = templates.require(request.type(), chosen.locale());
        Reason reason = reason(request, template.priority(), chosen, now);
        if (reason.wish() == Wish.OFF) {
            return Suppressed.of(placed, reason, now);
        }
        return digest(placed, known)
                .<Entry>map(digest -> Member.of(placed, template, digest, reason, now))
                .orElseGet(() -> Notification.of(placed, template, reason, now));
    }

    private static Reason reason(NotificationRequest request, Priority priority, Preferences chosen, Instant now) {
        if (request.replay() != null) { // it is silent anyway, and the end of quiet hours has nothing to tell of it
            return new Reason(request.eventType(), chosen.wish(request.type()), null, false, request.replay());
        }
        Optional<Instant> quietUntil = chosen.quietHours().end(now);
        boolean held =
                chosen.heldUntil(priority, now).isPresent() && !request.type().equals(QuietHoursSummaries.TYPE);
        return new Reason(request.eventType(), chosen.wish(request.type()), quietUntil.orElse(null), held);
    }

    private Optional<DigestKey> digest(PlacedRequest placed, Bursts.Known known) {
        Operation operation = operation(placed);
        if (operation == null) {
            return known.place(placed);
        }
        NotificationRequest request = placed.request();
        return templates
                .digestOf(request.type())
                .map(type -> DigestKey.ofOperation(operation.id(), request.recipient(), type));
    }

    private static List<Held> held(List<Entry> entries) {
        return entries.stream()
                .flatMap(
                        it -> Stream.ofNullable(it.reason().held() ? it.reason().quietUntil() : null)
                                .map(until -> new Held(it.recipient(), until)))
                .distinct()
                .toList();
    }
}
