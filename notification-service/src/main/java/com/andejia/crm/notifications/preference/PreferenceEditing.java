package com.andejia.crm.notifications.preference;

import com.andejia.crm.notifications.api.InvalidRequest;
import com.andejia.crm.notifications.api.RefusedRequest;
import java.time.Clock;
import java.time.Instant;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** A person looks at their preferences and changes them. */
@Component
public class PreferenceEditing {
    private final PreferenceStore store;
    private final HeldPopUps held;
    private final Clock clock;

    PreferenceEditing(PreferenceStore store, HeldPopUps held, Clock clock) {
        this.store = store;
        this.held = held;
        this.clock = clock;
    }

    public Mono<Preferences> of(String person) {
        return store.of(person);
    }

    /**
     * Changes what is mentioned. What was held back by quiet hours that no longer hold, the person hears of soon.
     *
     * @throws RefusedRequest (in the Mono) if a mandatory type is to be switched off
     */
    public Mono<Preferences> change(String person, PreferenceChange change) {
        return of(person)
                .doOnNext(present -> check(present, change))
                .then(store.change(person, change))
                .flatMap(chosen -> reschedule(person, chosen.quietHours()).thenReturn(chosen));
    }

    private static void check(Preferences present, PreferenceChange change) {
        change.types().forEach((type, wanted) -> {
            if (!wanted && Preferences.MANDATORY.contains(type)) {
                throw RefusedRequest.againstTheRules("types." + type, "该类型的通知不能关闭");
            }
        });
        QuietHours next = change.quietHours().to(present.quietHours());
        if (next.start().equals(next.end())) {
            throw new InvalidRequest("quietHours.end", "开始和结束时间不能相同");
        }
    }

    private Mono<Void> reschedule(String person, QuietHours quietHours) {
        Instant now = clock.instant();
        return held.reschedule(person, now, quietHours.end(now).orElse(now));
    }
}
