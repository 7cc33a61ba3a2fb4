package com.andejia.crm.systemtests.faults;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What the checker found wrong; nothing, if the promise was kept. */
final class Verdict {
    private static final int EXAMPLES = 5;

    /** How the promise can be broken. */
    enum Breach {
        /** An acknowledged write has no event, or somebody was not told. */
        LOST,
        /** Somebody was told twice. */
        DOUBLED,
        /** Events of a customer, or notifications of a person about a customer, stand in another order than the writes. */
        MISORDERED,
        /** An event or a notification that no write explains. */
        INVENTED,
        /** A digest counts other members than it has. */
        DIGEST,
        /** A stream did not show what the store holds, once, in its order. */
        STREAM,
        /** The unread count that REST answers is wrong. */
        UNREAD,
        /** A record was set aside that should not have been, or was not though it should. */
        DEAD_LETTERS
    }

    private final Map<Breach, List<String>> breaches = new EnumMap<>(Breach.class);

    void found(Breach breach, String what) {
        breaches.computeIfAbsent(breach, none -> new ArrayList<>()).add(what);
    }

    boolean isClean() {
        return breaches.isEmpty();
    }

    Set<Breach> breaches() {
        return breaches.keySet();
    }

    int count(Breach breach) {
        return breaches.getOrDefault(breach, List.of()).size();
    }

    @Override
    public String toString() {
        return isClean()
                ? "0 lost, 0 doubled, 0 misordered"
                : breaches.entrySet().stream()
                        .map(entry -> "%d × %s: %s"
                                .formatted(
                                        entry.getValue().size(),
                                        entry.getKey(),
                                        entry.getValue().stream()
                                                .limit(EXAMPLES)
                                                .collect(Collectors.joining("; "))))
                        .collect(Collectors.joining("\n"));
    }
}
