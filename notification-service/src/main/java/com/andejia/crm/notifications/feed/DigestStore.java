package com.andejia.crm.notifications.feed;

import com.andejia.crm.notifications.digest.Burst;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Digests and what is in them. Whoever changes the members looks at the digest afterwards, then at the members, and writes it only
 * if nobody else has written it since: so that the last one to write has seen all members there are.
 */
public interface DigestStore {

    /** A digest, and how often it has been written. */
    record Versioned(Notification digest, long version) {}

    /**
     * What a digest consists of.
     *
     * @param count of all members
     * @param newest some of them, newest first
     */
    record Contents(int count, List<Member> newest) {}

    /** Empty if there is none. */
    Mono<Versioned> find(String digestId);

    Mono<Contents> contents(String recipient, String digestId, int newest);

    /** Whether it was created; false if somebody else did. */
    Mono<Boolean> create(Notification digest);

    /** Whether it was written: its text, count, data and place; false if it is no longer of that version. */
    Mono<Boolean> rewrite(Notification digest, long version);

    /** The same, and the person has to read it anew. */
    Mono<Boolean> grow(Notification digest, long version);

    /** Whether it was removed; false if it is no longer of that version. */
    Mono<Boolean> remove(Notification digest, long version);

    /** All members, newest first. */
    Mono<Page<Member>> members(String recipient, String digestId, int page, int pageSize);

    /**
     * Takes everything about the subject out of digests; until it is deleted each call answers again which digests those
     * were.
     */
    Mono<Set<String>> takeOut(String subject);

    /** The newest of the type, alone or in digests of bursts, whose events lie between these times, which do not count. */
    Flux<Burst.Recent> recent(String recipient, String type, Instant after, Instant before, int limit);
}
