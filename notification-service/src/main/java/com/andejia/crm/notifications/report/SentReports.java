package com.andejia.crm.notifications.report;

import java.time.Instant;
import reactor.core.publisher.Mono;

/** Which reports have been sent, and how far. */
public interface SentReports {

    /** When reporting began here: now, if it has not yet. Whoever installs the service is not told of the time before. */
    Mono<Instant> began(Instant now);

    /** Whether it has been sent to everybody. */
    Mono<Boolean> contains(String report);

    /** It has been sent to everybody. */
    Mono<Void> add(String report, Instant sentAt);

    /** Up to whom, in the order of their ids, it has been sent; empty if to nobody yet. */
    Mono<String> reached(String report);

    /** It has been sent to everybody up to that one. */
    Mono<Void> reach(String report, String recipient);
}
