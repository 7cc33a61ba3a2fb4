package com.andejia.crm.notifications.preference;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import reactor.core.publisher.Mono;

/** Everybody's preferences. */
public interface PreferenceStore {

    /** Those of each of the people, also of people who have chosen nothing. */
    Mono<Map<String, Preferences>> of(Collection<String> people);

    default Mono<Preferences> of(String person) {
        return of(List.of(person)).map(found -> Objects.requireNonNull(found.get(person)));
    }

    /** Changes what is mentioned, and only that, however many do so at once; answers all of it. */
    Mono<Preferences> change(String person, PreferenceChange change);
}
