package com.andejia.crm.notifications.report;

import java.util.HashMap;
import java.util.Map;

/** Who has done how much in some time. */
public record Tally(Map<String, Work> byPerson) {
    static final Tally EMPTY = new Tally(Map.of());

    public Tally {
        byPerson = Map.copyOf(byPerson);
    }

    /** With more work of somebody. */
    public Tally plus(String person, Work more) {
        Map<String, Work> sum = new HashMap<>(byPerson);
        sum.merge(person, more, Work::plus);
        return new Tally(sum);
    }

    Work of(String person) {
        return byPerson.getOrDefault(person, Work.NONE);
    }

    /** Of everybody, also of those who have left, and of leads that nobody entered. */
    Work total() {
        return byPerson.values().stream().reduce(Work.NONE, Work::plus);
    }
}
