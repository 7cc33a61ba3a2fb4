package com.andejia.crm.notifications.feed.mongo;

import static org.springframework.data.domain.Sort.Direction.ASC;
import static org.springframework.data.domain.Sort.Direction.DESC;

import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.index.Index;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.util.retry.Retry;

/**
 * One index for each way that entries are looked up. Those that people wait for begin with {@code userId}, which is also the shard key,
 * so that every question about a person goes to one shard. {@code _id} needs no other help: it contains the recipient.
 */
@Component
class NotificationIndexes {
    private static final Logger log = LoggerFactory.getLogger(NotificationIndexes.class);

    static final List<Index> ALL = List.of(
            new Index("userId", ASC)
                    .on("kind", ASC)
                    .on("createdAt", DESC)
                    .on("_id", DESC)
                    .named("newest_of_person"),
            new Index("userId", ASC)
                    .on("type", ASC)
                    .on("kind", ASC)
                    .on("createdAt", DESC)
                    .named("newest_of_person_by_type"),
            new Index("userId", ASC).on("status", ASC).on("createdAt", DESC).named("unread_of_person"),
            new Index("userId", ASC)
                    .on("kind", ASC)
                    .on("epoch", ASC)
                    .on("seq", ASC)
                    .named("sequence_of_person"),
            new Index("userId", ASC)
                    .on("memberOf", ASC)
                    .on("createdAt", DESC)
                    .on("_id", DESC)
                    .named("members_of_digest"),
            new Index("userId", ASC).on("heldUntil", ASC).named("held_of_person"),
            // For the statistics of a day, which few ask for.
            new Index("storedAt", ASC).named("stored_in_time"),
            // For erasures, and for how far an announcement has come, which are rare and ask every shard.
            new Index("subject", ASC).named("about_subject"),
            // For the rounds of snoozes that end, one replica's, which ask every shard.
            new Index("snoozedUntil", ASC).sparse().named("snoozed_until"),
            new Index("expiresAt", ASC).expire(Duration.ZERO).named("kept_until"));

    private final ReactiveMongoTemplate mongo;

    NotificationIndexes(ReactiveMongoTemplate mongo) {
        this.mongo = mongo;
    }

    /** Does not hold up the start: without indexes everything is slow, but right. */
    @EventListener(ApplicationReadyEvent.class)
    void create() {
        Flux.fromIterable(ALL)
                .concatMap(
                        index -> mongo.indexOps(MongoNotifications.COLLECTION).createIndex(index))
                .retryWhen(Retry.backoff(Long.MAX_VALUE, Duration.ofSeconds(1)).maxBackoff(Duration.ofSeconds(30)))
                .subscribe(name -> log.debug("index {} is there", name));
    }
}
