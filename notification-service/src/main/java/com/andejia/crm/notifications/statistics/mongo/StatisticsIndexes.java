package com.andejia.crm.notifications.statistics.mongo;

import static org.springframework.data.domain.Sort.Direction.ASC;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.index.Index;
import org.springframework.stereotype.Component;
import reactor.util.retry.Retry;

/** What was set aside is looked for by its time, and let go of when its day has long been settled. */
@Component
class StatisticsIndexes {
    private static final Logger log = LoggerFactory.getLogger(StatisticsIndexes.class);
    private static final Duration KEPT = Duration.ofDays(400);

    static final Index FAILED_IN_TIME = new Index("at", ASC).expire(KEPT).named("failed_in_time");

    private final ReactiveMongoTemplate mongo;

    StatisticsIndexes(ReactiveMongoTemplate mongo) {
        this.mongo = mongo;
    }

    /** Does not hold up the start: without indexes everything is slow, but right. */
    @EventListener(ApplicationReadyEvent.class)
    void create() {
        mongo.indexOps(MongoFailures.COLLECTION)
                .createIndex(FAILED_IN_TIME)
                .retryWhen(Retry.backoff(Long.MAX_VALUE, Duration.ofSeconds(1)).maxBackoff(Duration.ofSeconds(30)))
                .subscribe(name -> log.debug("index {} is there", name));
    }
}
