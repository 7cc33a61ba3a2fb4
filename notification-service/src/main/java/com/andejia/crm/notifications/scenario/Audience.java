package com.andejia.crm.notifications.scenario;

import com.andejia.crm.events.Person;
import com.andejia.crm.notifications.staff.StaffDirectory;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Whom a scenario tells. */
final class Audience {
    private Audience() {}

    /** The one it concerns, if there is one and they did not do it themselves. */
    static Set<String> unlessActor(@Nullable Person concerned, @Nullable Person actor) {
        return concerned == null ? Set.of() : withoutActor(Set.of(concerned.id()), actor);
    }

    /** The one it concerns and all managers, but not who did it. */
    static Set<String> withManagers(Person concerned, @Nullable Person actor, StaffDirectory staff) {
        Set<String> all = new HashSet<>(staff.managers());
        all.add(concerned.id());
        return withoutActor(all, actor);
    }

    static Set<String> withoutActor(Collection<String> all, @Nullable Person actor) {
        return all.stream()
                .filter(id -> actor == null || !id.equals(actor.id()))
                .collect(Collectors.toUnmodifiableSet());
    }
}
