package com.andejia.crm.notifications.statistics;

import com.andejia.crm.notifications.feed.Delivery;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** How notifications fared in some time; grows by what is added to it. */
public final class Statistics {
    private final Map<String, Counts> byType = new TreeMap<>();
    private final Latency eventToStored;
    private final Latency storedToDisplayed;
    private final Latency eventToDisplayed;

    Statistics() {
        this(Map.of(), new Latency(), new Latency(), new Latency());
    }

    /** As they were counted once. */
    public Statistics(
            Map<String, Counts> byType, Latency eventToStored, Latency storedToDisplayed, Latency eventToDisplayed) {
        this.byType.putAll(byType);
        this.eventToStored = eventToStored;
        this.storedToDisplayed = storedToDisplayed;
        this.eventToDisplayed = eventToDisplayed;
    }

    /** One that was not meant to be quick counts like any other, but is not measured. */
    void add(Delivery it) {
        Instant displayedAt = it.displayedAt();
        add(it.type(), new Counts(1, displayedAt == null ? 0 : 1, it.isRead() ? 1 : 0, 0));
        if (it.isSilent()) {
            return;
        }
        eventToStored.add(it.createdAt(), it.storedAt());
        if (displayedAt != null) {
            storedToDisplayed.add(it.storedAt(), displayedAt);
            eventToDisplayed.add(it.createdAt(), displayedAt);
        }
    }

    void addFailed(String type, long count) {
        add(type, new Counts(0, 0, 0, count));
    }

    Statistics add(Statistics other) {
        other.byType.forEach(this::add);
        eventToStored.add(other.eventToStored);
        storedToDisplayed.add(other.storedToDisplayed);
        eventToDisplayed.add(other.eventToDisplayed);
        return this;
    }

    private void add(String type, Counts counts) {
        byType.merge(type, counts, Counts::plus);
    }

    public Map<String, Counts> byType() {
        return Map.copyOf(byType);
    }

    public Latency eventToStored() {
        return eventToStored;
    }

    public Latency storedToDisplayed() {
        return storedToDisplayed;
    }

    public Latency eventToDisplayed() {
        return eventToDisplayed;
    }
}
