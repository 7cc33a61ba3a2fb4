package com.andejia.crm.notifications.feed;

import com.andejia.crm.notifications.live.Broadcast;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Everything that anybody was told about somebody goes, and nobody is told any more. */
@Component
public class Erasure {
    private static final Logger log = LoggerFactory.getLogger(Erasure.class);

    private final Notifications notifications;
    private final DigestStore store;
    private final Digests digests;
    private final Broadcast broadcast;
    private final Clock clock;

    Erasure(Notifications notifications, DigestStore store, Digests digests, Broadcast broadcast, Clock clock) {
        this.notifications = notifications;
        this.store = store;
        this.digests = digests;
        this.broadcast = broadcast;
        this.clock = clock;
    }

    /**
     * Once it completes nothing is left, and nothing will come: neither what is still under way, nor what is replayed. Digests
     * are mended before anything is deleted, for without the members nobody would know which ones.
     */
    public Mono<Void> erase(String subject) {
        Instant now = clock.instant();
        return notifications
                .bury(subject, now)
                .then(store.takeOut(subject))
                .flatMap(digests::recount)
                .then(notifications.erase(subject, now))
                .doOnNext(
                        recipients -> log.info("{} erased, {} people had been told of it", subject, recipients.size()))
                .flatMap(this::reload);
    }

    /** What their screens show of it goes too. */
    Mono<Void> reload(Collection<String> recipients) {
        return Flux.fromIterable(recipients)
                .flatMap(person -> Mono.fromFuture(() -> broadcast.reload(person)))
                .then();
    }
}
