package com.andejia.crm.systemtests.faults;

import com.andejia.crm.systemtests.faults.Ledger.Promise;
import com.andejia.crm.systemtests.faults.Stores.Stored;
import com.andejia.crm.systemtests.faults.StreamLog.Entry;
import com.andejia.crm.systemtests.faults.Verdict.Breach;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Holds everything that was acknowledged against everything that can be seen once the system is at rest: the topic, the
 * store, the streams and the counts. Pure: it judges what it is given.
 */
final class Checker {
    private final Ledger ledger;
    private final Verdict verdict = new Verdict();

    /**
     * What is there to see.
     *
     * @param unread what REST answers to each person
     * @param poison how many dead letters there must be
     */
    record Evidence(
            List<Topics.Event> topic,
            List<Stored> store,
            Map<String, List<Entry>> streams,
            Map<String, Long> unread,
            long deadLetters,
            long poison) {}

    private Checker(Ledger ledger) {
        this.ledger = ledger;
    }

    static Verdict check(Ledger ledger, Evidence evidence) {
        Checker checker = new Checker(ledger);
        Map<String, Ledger.Event> published = checker.checkTopic(evidence.topic());
        checker.checkStore(
                evidence.store().stream().filter(it -> !it.isDigest()).toList(), published);
        checker.checkDigests(evidence.store());
        Map<String, List<Stored>> byPerson =
                group(evidence.store().stream().filter(Stored::isShown).toList(), Stored::person);
        evidence.streams()
                .forEach((person, entries) ->
                        checker.checkStream(person, entries, byPerson.getOrDefault(person, List.of())));
        evidence.unread()
                .forEach((person, count) ->
                        checker.checkUnread(person, count, byPerson.getOrDefault(person, List.of())));
        if (evidence.deadLetters() != evidence.poison()) {
            checker.verdict.found(
                    Breach.DEAD_LETTERS, "%d instead of %d".formatted(evidence.deadLetters(), evidence.poison()));
        }
        return checker.verdict;
    }

    /** Answers which event each id on the topic stands for. */
    private Map<String, Ledger.Event> checkTopic(List<Topics.Event> topic) {
        Map<String, Ledger.Event> published = new HashMap<>();
        Map<String, List<Topics.Event>> byCustomer = group(topic, Topics.Event::customerId);
        Set<String> known = ledger.customers();
        byCustomer.keySet().stream()
                .filter(customer -> !known.contains(customer))
                .forEach(customer -> verdict.found(Breach.INVENTED, "events of customer " + customer));
        for (String customer : known) {
            checkCustomer(byCustomer.getOrDefault(customer, List.of()), ledger.events(customer), published);
        }
        return published;
    }

    private void checkCustomer(
            List<Topics.Event> seen, List<Ledger.Event> expected, Map<String, Ledger.Event> published) {
        Map<Long, String> ids = new LinkedHashMap<>();
        long last = 0;
        for (Topics.Event event : seen) {
            String present = ids.putIfAbsent(event.sequence(), event.id());
            if (present != null) {
                if (!present.equals(event.id())) {
                    verdict.found(Breach.DOUBLED, "two events for one write: " + event);
                }
                continue;
            }
            if (event.sequence() != last + 1) {
                verdict.found(Breach.MISORDERED, event + " follows " + last);
            }
            last = Math.max(last, event.sequence());
            if (event.sequence() > expected.size()) {
                verdict.found(Breach.INVENTED, event.toString());
            } else {
                Ledger.Event write = expected.get((int) event.sequence() - 1);
                if (!write.type().equals(event.type())) {
                    verdict.found(Breach.INVENTED, event + " instead of " + write);
                }
                published.put(event.id(), write);
            }
        }
        expected.stream()
                .filter(write -> !ids.containsKey(write.sequence()))
                .forEach(write -> verdict.found(Breach.LOST, "never published: " + write));
    }

    /** One entry for each promise, a notification or part of a digest, and no other. */
    private void checkStore(List<Stored> store, Map<String, Ledger.Event> published) {
        Set<Promise> open = new HashSet<>(ledger.promises());
        Set<Promise> kept = new HashSet<>();
        Map<List<String>, Long> lastAbout = new HashMap<>();
        for (Stored stored : store) {
            Ledger.Event event = published.get(stored.eventId());
            if (event == null) {
                verdict.found(Breach.INVENTED, stored + " is about no event");
                continue;
            }
            Promise promise = new Promise(stored.person(), stored.type(), event.customerId(), event.sequence());
            if (!kept.add(promise)) {
                verdict.found(Breach.DOUBLED, promise.toString());
            } else if (!open.remove(promise)) {
                verdict.found(Breach.INVENTED, promise.toString());
            }
            Long before = lastAbout.put(List.of(stored.person(), event.customerId()), event.sequence());
            if (before != null && before > event.sequence()) {
                verdict.found(Breach.MISORDERED, promise + " stands after " + before);
            }
        }
        open.forEach(promise -> verdict.found(Breach.LOST, promise.toString()));
    }

    private void checkDigests(List<Stored> store) {
        Map<String, Long> members = store.stream()
                .filter(it -> it.memberOf() != null)
                .collect(Collectors.groupingBy(Stored::memberOf, Collectors.counting()));
        Set<String> digests = new HashSet<>();
        for (Stored digest : store) {
            if (digest.isDigest()) {
                digests.add(digest.id());
                long has = members.getOrDefault(digest.id(), 0L);
                if (digest.count() != has) {
                    verdict.found(Breach.DIGEST, "%s has %d members".formatted(digest, has));
                }
            }
        }
        members.keySet().stream()
                .filter(digest -> !digests.contains(digest))
                .forEach(digest -> verdict.found(Breach.LOST, "digest " + digest + " of members that are stored"));
    }

    /** A digest moves on as it grows: what was shown of it before has no place any more, but was shown in its order. */
    private List<Entry> withoutOlderDigests(String person, List<Entry> entries, List<Stored> store) {
        Map<String, String> digests =
                store.stream().filter(Stored::isDigest).collect(Collectors.toMap(Stored::id, Stored::position));
        Set<String> poppedUp = new HashSet<>();
        List<Entry> last = new ArrayList<>();
        for (Entry entry : entries) {
            if (entry.equals(Entry.RESYNC)) {
                poppedUp.clear(); // The client begins anew.
            }
            String position = digests.get(entry.notificationId());
            if (position != null && !entry.updated() && !poppedUp.add(entry.notificationId())) {
                verdict.found(Breach.STREAM, person + " saw a digest pop up twice: " + entry);
            }
            if (position == null || position.equals(entry.id())) {
                last.add(entry);
            } else if (seq(entry.id()) > seq(position)) {
                verdict.found(Breach.STREAM, person + " was shown more of a digest than there is: " + entry);
            }
        }
        return last;
    }

    private static long seq(String position) {
        return Long.parseLong(position.substring(position.lastIndexOf('.') + 1));
    }

    /** Between two resyncs a stream leaves nothing out, from the first thing it ever showed to the last that there is. */
    private void checkStream(String person, List<Entry> entries, List<Stored> store) {
        Map<String, Integer> places = new HashMap<>();
        for (Stored stored : store) {
            places.put(stored.position(), places.size());
        }
        int next = -1;
        boolean resynced = false;
        for (Entry entry : withoutOlderDigests(person, entries, store)) {
            if (entry.equals(Entry.RESYNC)) {
                resynced = true;
                continue;
            }
            Integer place = places.get(entry.id());
            if (place == null || !store.get(place).id().equals(entry.notificationId())) {
                verdict.found(Breach.STREAM, person + " was shown what is not stored: " + entry);
                continue;
            }
            boolean leftOut = place > next && next >= 0 && !resynced;
            if (place < next || leftOut) {
                verdict.found(Breach.STREAM, "%s was shown number %d instead of %d".formatted(person, place, next));
            }
            next = Math.max(next, place + 1);
            resynced = false;
        }
        if (next != store.size() && !resynced) {
            verdict.found(Breach.STREAM, "%s was shown %d of %d".formatted(person, Math.max(next, 0), store.size()));
        }
    }

    private void checkUnread(String person, long answered, List<Stored> store) {
        long unread = store.stream().filter(it -> "SENT".equals(it.status())).count();
        if (answered != unread) {
            verdict.found(Breach.UNREAD, "%s is told %d instead of %d".formatted(person, answered, unread));
        }
    }

    private static <T> Map<String, List<T>> group(Collection<T> all, Function<T, String> by) {
        return all.stream()
                .collect(Collectors.groupingBy(by, LinkedHashMap::new, Collectors.toCollection(ArrayList::new)));
    }
}
