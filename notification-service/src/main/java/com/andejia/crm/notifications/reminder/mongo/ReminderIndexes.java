package com.andejia.crm.notifications.reminder.mongo;

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

/** One index for each way that contracts and résumés are looked up; the last lets go of résumés that nobody minds any more. */
@Component
class ReminderIndexes {
    private static final Logger log = LoggerFactory.getLogger(ReminderIndexes.class);
    private static final Duration KEPT = Duration.ofDays(400);

    static final Index CONTRACTS_BY_END = new Index("endDate", ASC).named("contracts_by_end");
    static final Index CONTRACTS_OF_CUSTOMER = new Index("customerId", ASC).named("contracts_of_customer");
    static final Index SILENT_RESUMES =
            new Index("reminded", ASC).on("lastContact", ASC).named("silent_resumes");
    static final Index RESUME_EXPIRY =
            new Index("lastContact", ASC).expire(KEPT).named("resume_expiry");

    private final ReactiveMongoTemplate mongo;

    ReminderIndexes(ReactiveMongoTemplate mongo) {
        this.mongo = mongo;
    }

    /** Does not hold up the start: without indexes everything is slow, but right. */
    @EventListener(ApplicationReadyEvent.class)
    void create() {
        Flux.concat(
                        mongo.indexOps(MongoContracts.COLLECTION).createIndex(CONTRACTS_BY_END),
                        mongo.indexOps(MongoContracts.COLLECTION).createIndex(CONTRACTS_OF_CUSTOMER),
                        mongo.indexOps(MongoResumes.COLLECTION).createIndex(SILENT_RESUMES),
                        mongo.indexOps(MongoResumes.COLLECTION).createIndex(RESUME_EXPIRY))
                .retryWhen(Retry.backoff(Long.MAX_VALUE, Duration.ofSeconds(1)).maxBackoff(Duration.ofSeconds(30)))
                .subscribe(name -> log.debug("index {} is there", name));
    }
}
