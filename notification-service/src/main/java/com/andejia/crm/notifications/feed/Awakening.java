package com.andejia.crm.notifications.feed;

import com.andejia.crm.notifications.live.StreamPosition;
import com.andejia.crm.notifications.preference.HeldPopUps;
import com.andejia.crm.notifications.preference.HeldPopUps.Held;
import com.andejia.crm.notifications.preference.PreferenceStore;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What was put off comes back: with a pop-up, or in silence where it falls into quiet hours, at the end of which it counts. */
@Component
class Awakening {
    private final Entries entries;
    private final PreferenceStore preferences;
    private final HeldPopUps held;
    private final NotificationStates states;
    private final Clock clock;

    Awakening(Entries entries, PreferenceStore preferences, HeldPopUps held, NotificationStates states, Clock clock) {
        this.entries = entries;
        this.preferences = preferences;
        this.held = held;
        this.states = states;
        this.clock = clock;
    }

    /** As {@link NotificationStates#wake}. */
    Mono<Notification> wake(StateRequest.Wake request, StreamPosition position) {
        return entries.find(request.recipient(), request.notificationId())
                .ofType(Notification.class)
                .zipWith(preferences.of(request.recipient()))
                .flatMap(found -> {
                    Notification it = found.getT1();
                    return found.getT2()
                            .heldUntil(it.priority(), clock.instant())
                            .map(until -> wakeInSilence(request, position, until))
                            .orElseGet(() -> states.wake(request, position, null));
                });
    }

    /** Noted first, as with what is new: a crash in between leaves a note too many and none too few. */
    private Mono<Notification> wakeInSilence(StateRequest.Wake request, StreamPosition position, Instant until) {
        return held.remember(List.of(new Held(request.recipient(), until))).then(states.wake(request, position, until));
    }
}
