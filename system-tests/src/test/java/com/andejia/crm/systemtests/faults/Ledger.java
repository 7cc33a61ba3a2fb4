package com.andejia.crm.systemtests.faults;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Every write that was acknowledged, and hence everything that people must be told. */
final class Ledger {
    /** A customer's owners, the first from its creation. */
    private final Map<String, List<String>> owners = new ConcurrentHashMap<>();

    private final AtomicLong writes = new AtomicLong();
    private final AtomicLong promised = new AtomicLong();

    /**
     * An event that must be on the topic.
     *
     * @param sequence in its customer's events, from 1
     */
    record Event(String customerId, long sequence, String type, String owner) {}

    /** A notification that somebody must have. */
    record Promise(String person, String type, String customerId, long sequence) {}

    /** The creation of a customer was acknowledged. Everything about one customer is reported by one thread at a time. */
    void created(String customerId, String owner) {
        if (owners.put(customerId, new ArrayList<>(List.of(owner))) != null) {
            throw new IllegalStateException("two creations were answered with customer " + customerId);
        }
        writes.incrementAndGet();
        promised.addAndGet(owner.equals(Office.MANAGER) ? 1 : 2);
    }

    void assigned(String customerId, String owner) {
        owners.get(customerId).add(owner);
        writes.incrementAndGet();
        promised.incrementAndGet();
    }

    long writes() {
        return writes.get();
    }

    long promised() {
        return promised.get();
    }

    Set<String> customers() {
        return new TreeSet<>(owners.keySet());
    }

    /** In their order. */
    List<Event> events(String customerId) {
        List<String> all = owners.get(customerId);
        Stream<Event> created = Stream.of(new Event(customerId, 1, "crm.customer.created.v1", all.get(0)));
        Stream<Event> assigned = IntStream.range(0, all.size())
                .mapToObj(i -> new Event(customerId, i + 2, "crm.customer.assigned.v1", all.get(i)));
        return Stream.concat(created, assigned).toList();
    }

    /** Whom an event is for: owners of what they own, the manager of what others get. */
    static Collection<Promise> promises(Event event) {
        boolean isCreation = event.type().equals("crm.customer.created.v1");
        if (isCreation) {
            return event.owner().equals(Office.MANAGER)
                    ? List.of()
                    : List.of(new Promise(Office.MANAGER, "CUSTOMER_CREATED", event.customerId(), event.sequence()));
        }
        return List.of(new Promise(event.owner(), "CUSTOMER_ASSIGNED", event.customerId(), event.sequence()));
    }

    Set<Promise> promises() {
        return customers().stream()
                .flatMap(customer -> events(customer).stream())
                .flatMap(event -> promises(event).stream())
                .collect(Collectors.toSet());
    }
}
