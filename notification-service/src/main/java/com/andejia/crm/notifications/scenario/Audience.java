package com.andejia.crm.notifications.scenario;

import com.andejia.crm.events.Person;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whom a scenario tells. */
final class Audience {
    private Audience() {}

    /** The one it concerns, if there is one and they did not do it themselves. */
    static Set<String> unlessActor(@Nullable Person concerned, Person actor) {
        return concerned == null || concerned.id().equals(actor.id()) ? Set.of() : Set.of(concerned.id());
    }
}
