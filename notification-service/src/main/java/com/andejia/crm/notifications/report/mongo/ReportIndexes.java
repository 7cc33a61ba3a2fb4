package com.andejia.crm.notifications.report.mongo;

import static org.springframework.data.domain.Sort.Direction.ASC;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.index.Index;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.util.retry.Retry;

/** One index answers a report without looking at a document; the others let go of what is older than any report. */
@Component
class ReportIndexes {
    private static final Logger log = LoggerFactory.getLogger(ReportIndexes.class);
    private static final Duration KEPT = Duration.ofDays(400);

    static final Index ACTIVITY_BY_TIME =
            new Index("at", ASC).on("person", ASC).on("kind", ASC).named("activity_by_time");
    static final Index ACTIVITY_EXPIRY = new Index("at", ASC).expire(KEPT).named("activity_expiry");
    static final Index REPORT_EXPIRY = new Index("sentAt", ASC).expire(KEPT).named("report_expiry");

    private final ReactiveMongoTemplate mongo;

    ReportIndexes(ReactiveMongoTemplate mongo) {
        this.mongo = mongo;
    }

    /** Does not hold up the start: without indexes everything is slow, but right. */
    @EventListener(ApplicationReadyEvent.class)
    void create() {
        Flux.concat(
                        mongo.indexOps(MongoActivities.COLLECTION).createIndex(ACTIVITY_BY_TIME),
                        mongo.indexOps(MongoActivities.COLLECTION).createIndex(ACTIVITY_EXPIRY),
                        mongo.indexOps(MongoSentReports.COLLECTION).createIndex(REPORT_EXPIRY))
                .retryWhen(Retry.backoff(Long.MAX_VALUE, Duration.ofSeconds(1)).maxBackoff(Duration.ofSeconds(30)))
                .subscribe(name -> log.debug("index {} is there", name));
    }
}
