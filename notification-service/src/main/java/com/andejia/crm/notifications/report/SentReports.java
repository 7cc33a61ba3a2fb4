package com.andejia.crm.notifications.report;

import java.time.Instant;
import reactor.core.publisher.Mono;

/** Which reports have been sent, to everybody. */
public interface SentReports {

    /** When reporting began here: now, if it has not yet. Whoever installs the service is not told of the time before. */
    Mono<Instant> began(Instant now);

    Mono<Boolean> contains(String report);

    Mono<Void> add(String report, Instant sentAt);
}
