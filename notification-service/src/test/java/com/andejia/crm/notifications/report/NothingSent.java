package com.andejia.crm.notifications.report;

import java.time.Instant;
import reactor.core.publisher.Mono;

/** Nobody has been sent anything yet, and it is not kept who is. */
record NothingSent(Instant began) implements SentReports {
    @Override
    public Mono<Instant> began(Instant now) {
        return Mono.just(began);
    }

    @Override
    public Mono<Boolean> contains(String report) {
        return Mono.just(false);
    }

    @Override
    public Mono<Void> add(String report, Instant sentAt) {
        return Mono.empty();
    }

    @Override
    public Mono<String> reached(String report) {
        return Mono.empty();
    }

    @Override
    public Mono<Void> reach(String report, String recipient) {
        return Mono.empty();
    }
}
