package com.andejia.crm.notifications.preference.mongo;

import static org.springframework.data.domain.Sort.Direction.ASC;

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

/** How held pop-ups are found: by when they are due, and by whose they are. */
@Component
class HeldPopUpIndexes {
    private static final Logger log = LoggerFactory.getLogger(HeldPopUpIndexes.class);

    static final List<Index> ALL =
            List.of(new Index("due", ASC).named("due"), new Index("userId", ASC).named("held_of_person"));

    private final ReactiveMongoTemplate mongo;

    HeldPopUpIndexes(ReactiveMongoTemplate mongo) {
        this.mongo = mongo;
    }

    @EventListener(ApplicationReadyEvent.class)
    void create() {
        Flux.fromIterable(ALL)
                .concatMap(index -> mongo.indexOps(MongoHeldPopUps.COLLECTION).createIndex(index))
                .retryWhen(Retry.backoff(Long.MAX_VALUE, Duration.ofSeconds(1)).maxBackoff(Duration.ofSeconds(30)))
                .subscribe(name -> log.debug("index {} is there", name));
    }
}
