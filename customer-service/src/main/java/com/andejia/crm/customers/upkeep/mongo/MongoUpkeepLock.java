package com.andejia.crm.customers.upkeep.mongo;

import com.andejia.crm.customers.upkeep.UpkeepLock;
import com.mongodb.reactivestreams.client.MongoDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import net.javacrumbs.shedlock.core.LockConfiguration;
import net.javacrumbs.shedlock.core.SimpleLock;
import net.javacrumbs.shedlock.provider.mongo.reactivestreams.ReactiveStreamsMongoLockProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * ShedLock, in its collection {@code shedLock}. It compares the clocks of replicas and waits for the database where it stands,
 * hence on a thread that may wait.
 */
@Component
class MongoUpkeepLock implements UpkeepLock {
    private static final String NAME = "upkeep";

    private final ReactiveMongoTemplate mongo;
    private final Duration longest;
    private final Duration shortest;

    /** A replica that died holds it for one interval; one that was quick, for half of one, lest the others do it again. */
    MongoUpkeepLock(ReactiveMongoTemplate mongo, @Value("${crm.upkeep.interval}") Duration interval) {
        this.mongo = mongo;
        this.longest = interval;
        this.shortest = interval.dividedBy(2);
    }

    @Override
    public Mono<Void> alone(Mono<Void> work) {
        return Mono.usingWhen(
                locked(),
                lock -> work.takeUntilOther(Mono.delay(longest)), // rather go on in the next round than beside another
                MongoUpkeepLock::unlocked);
    }

    private Mono<SimpleLock> locked() {
        return mongo.getMongoDatabase()
                .flatMap(database -> Mono.fromCallable(() -> lock(database)).subscribeOn(Schedulers.boundedElastic()))
                .flatMap(Mono::justOrEmpty);
    }

    private Optional<SimpleLock> lock(MongoDatabase database) {
        return new ReactiveStreamsMongoLockProvider(database)
                .lock(new LockConfiguration(Instant.now(), NAME, longest, shortest));
    }

    /** If that fails, such as when the service is stopped, it ends by itself. */
    private static Mono<Void> unlocked(SimpleLock lock) {
        return Mono.<Void>fromRunnable(lock::unlock)
                .subscribeOn(Schedulers.boundedElastic())
                .onErrorComplete();
    }
}
