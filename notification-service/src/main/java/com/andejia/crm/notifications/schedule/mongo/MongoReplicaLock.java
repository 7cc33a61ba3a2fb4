package com.andejia.crm.notifications.schedule.mongo;

import com.andejia.crm.notifications.schedule.ReplicaLock;
import com.mongodb.reactivestreams.client.MongoDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import net.javacrumbs.shedlock.core.LockConfiguration;
import net.javacrumbs.shedlock.core.SimpleLock;
import net.javacrumbs.shedlock.provider.mongo.reactivestreams.ReactiveStreamsMongoLockProvider;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * ShedLock, in its collection {@code shedLock}. It compares the clocks of replicas and waits for the database where it stands,
 * hence on a thread that may wait.
 */
@Component
class MongoReplicaLock implements ReplicaLock {
    private final ReactiveMongoTemplate mongo;

    MongoReplicaLock(ReactiveMongoTemplate mongo) {
        this.mongo = mongo;
    }

    /** A replica that died holds it for one interval; one that was quick, for half of one, lest the others do it again. */
    @Override
    public Mono<Void> alone(String name, Duration interval, Mono<Void> work) {
        return Mono.usingWhen(
                locked(name, interval),
                lock -> work.takeUntilOther(Mono.delay(interval)), // rather go on in the next round than beside another
                MongoReplicaLock::unlocked);
    }

    private Mono<SimpleLock> locked(String name, Duration interval) {
        return mongo.getMongoDatabase()
                .flatMap(database -> Mono.fromCallable(() -> lock(database, name, interval))
                        .subscribeOn(Schedulers.boundedElastic()))
                .flatMap(Mono::justOrEmpty);
    }

    private static Optional<SimpleLock> lock(MongoDatabase database, String name, Duration interval) {
        return new ReactiveStreamsMongoLockProvider(database)
                .lock(new LockConfiguration(Instant.now(), name, interval, interval.dividedBy(2)));
    }

    /** If that fails, such as when the service is stopped, it ends by itself. */
    private static Mono<Void> unlocked(SimpleLock lock) {
        return Mono.<Void>fromRunnable(lock::unlock)
                .subscribeOn(Schedulers.boundedElastic())
                .onErrorComplete();
    }
}
