package com.andejia.crm.customers.upkeep.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.andejia.crm.customers.ServiceUnderTest;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class UpkeepLockIT {
    private final ReactiveMongoTemplate mongo = ServiceUnderTest.shared().bean(ReactiveMongoTemplate.class);
    private final AtomicInteger rounds = new AtomicInteger();

    @BeforeEach
    void nobodyHoldsIt() {
        mongo.dropCollection("shedLock").block();
    }

    @Test
    void ofManyReplicasOneDoesTheRound() {
        Flux.range(0, 8)
                .flatMap(replica -> lock(Duration.ofMinutes(1)).alone(round()))
                .blockLast();

        assertThat(rounds).hasValue(1);
    }

    @Test
    void whenItIsDueAgainItIsDoneAgain() {
        MongoUpkeepLock lock = lock(Duration.ofMillis(200));

        await().until(() -> {
            lock.alone(round()).block();
            return rounds.get() == 2;
        });
    }

    @Test
    void aReplicaThatDiedHoldsItForOneInterval() {
        Duration interval = Duration.ofSeconds(2);
        var stuck = lock(interval)
                .alone(Mono.<Void>never().doOnSubscribe(s -> rounds.incrementAndGet()))
                .subscribe();
        await().until(() -> rounds.get() == 1);

        lock(interval).alone(round()).block();
        assertThat(rounds).hasValue(1);
        await().until(() -> {
            lock(interval).alone(round()).block();
            return rounds.get() == 2;
        });
        stuck.dispose();
    }

    private MongoUpkeepLock lock(Duration interval) {
        return new MongoUpkeepLock(mongo, interval);
    }

    private Mono<Void> round() {
        return Mono.fromRunnable(rounds::incrementAndGet);
    }
}
