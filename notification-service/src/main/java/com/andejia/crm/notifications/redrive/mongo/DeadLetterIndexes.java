package com.andejia.crm.notifications.redrive.mongo;

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

/** They are few, and looked for by what has become of them. */
@Component
class DeadLetterIndexes {
    private static final Logger log = LoggerFactory.getLogger(DeadLetterIndexes.class);

    static final List<Index> ALL = List.of(
            new Index("at", DESC).on("_id", DESC).named("newest"),
            new Index("state", ASC).on("at", DESC).on("_id", DESC).named("newest_in_state"),
            new Index("state", ASC).on("eventType", ASC).named("of_type_in_state"),
            new Index(DeadLetterDocument.EXPIRES_AT, ASC).expire(Duration.ZERO).named("kept_until"));

    private final ReactiveMongoTemplate mongo;

    DeadLetterIndexes(ReactiveMongoTemplate mongo) {
        this.mongo = mongo;
    }

    /** Does not hold up the start: without indexes everything is slow, but right. */
    @EventListener(ApplicationReadyEvent.class)
    void create() {
        Flux.fromIterable(ALL)
                .concatMap(index -> mongo.indexOps(MongoDeadLetters.COLLECTION).createIndex(index))
                .retryWhen(Retry.backoff(Long.MAX_VALUE, Duration.ofSeconds(1)).maxBackoff(Duration.ofSeconds(30)))
                .subscribe(name -> log.debug("index {} is there", name));
    }
}
