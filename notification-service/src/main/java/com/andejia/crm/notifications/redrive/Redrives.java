package com.andejia.crm.notifications.redrive;

import com.andejia.crm.events.Person;
import com.andejia.crm.notifications.api.RefusedRequest;
import com.andejia.crm.notifications.redrive.DeadLetter.Act;
import com.andejia.crm.notifications.redrive.DeadLetter.State;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Sends what was set aside to where it came from, or lets it go. It is taken first and sent then: whoever dies in between leaves it
 * taken for a minute, after which it can be sent again, and told twice it is told once.
 */
@Component
public class Redrives {
    private static final Logger log = LoggerFactory.getLogger(Redrives.class);
    private static final Duration STUCK = Duration.ofMinutes(1);

    private final DeadLetterStore store;
    private final OriginalRecords originals;
    private final NextRecord next;
    private final KafkaTemplate<String, byte[]> kafka;
    private final int mostAttempts;
    private final Clock clock;

    Redrives(
            DeadLetterStore store,
            OriginalRecords originals,
            NextRecord next,
            KafkaTemplate<String, byte[]> kafka,
            RedriveProperties properties,
            Clock clock) {
        this.store = store;
        this.originals = originals;
        this.next = next;
        this.kafka = kafka;
        this.mostAttempts = properties.attempts();
        this.clock = clock;
    }

    /**
     * Answers it once the broker has it.
     *
     * @throws RefusedRequest (in the Mono) 404, 409 if it is settled or somebody else is at it, 422 if it was sent too often, is gone
     *     from its topic, or the correction does not mend it
     */
    public Mono<DeadLetter> redrive(String id, Correction correction, Person by) {
        return existing(id).flatMap(letter -> redrive(letter, correction, by));
    }

    private Mono<DeadLetter> redrive(DeadLetter letter, Correction correction, Person by) {
        if (letter.state() == State.REDRIVEN || letter.state() == State.DISCARDED) {
            return Mono.error(settled(letter));
        }
        if (letter.attempts() >= mostAttempts) {
            return Mono.error(RefusedRequest.againstTheRules("已重新投递 " + mostAttempts + " 次，达到上限；请丢弃，或修复后回放"));
        }
        return originals
                .find(letter.place())
                .switchIfEmpty(Mono.error(() -> RefusedRequest.againstTheRules("原始记录已超过保留期，无法重新投递")))
                .map(original -> next.of(original, letter, correction))
                .flatMap(record -> send(letter, record, act(by, "redrive", correction.described())));
    }

    private Mono<DeadLetter> send(DeadLetter letter, ProducerRecord<String, byte[]> record, Act act) {
        return store.take(letter, act, stuckSince())
                .switchIfEmpty(Mono.error(() -> RefusedRequest.conflict("正由他人处理，请稍后查看")))
                .flatMap(taken -> Mono.fromFuture(() -> kafka.send(record))
                        .subscribeOn(Schedulers.boundedElastic())
                        .onErrorResume(e -> store.putBack(taken).then(Mono.error(e)))
                        .then(store.sent(taken))
                        .doOnSuccess(done -> log.info(
                                "dead letter {} sent to {} again by {}",
                                taken.id(),
                                record.topic(),
                                act.by().id()))
                        .then(existing(taken.id())));
    }

    /**
     * What became of many.
     *
     * @param refused those that cannot be sent again, such as for being gone from their topic
     * @param left how many match that were not looked at
     */
    public record Many(int redriven, int refused, boolean left) {}

    /** All that are open, match, and may be sent again, up to a limit, in the order in which they were set aside. */
    public Mono<Many> redriveAll(DeadLetterFilter filter, int limit, Person by) {
        return store.open(filter, mostAttempts, stuckSince(), limit + 1)
                .collectList()
                .flatMap(found -> Flux.fromIterable(found.subList(0, Math.min(limit, found.size())))
                        .concatMap(letter -> redrive(letter, Correction.NONE, by)
                                .thenReturn(true)
                                .onErrorResume(RefusedRequest.class, e -> Mono.just(false)))
                        .reduce(
                                new Many(0, 0, found.size() > limit),
                                (sum, done) -> new Many(
                                        sum.redriven() + (done ? 1 : 0), sum.refused() + (done ? 0 : 1), sum.left())));
    }

    /**
     * Lets it go.
     *
     * @throws RefusedRequest (in the Mono) 404, or 409 if it is settled or somebody else is at it
     */
    public Mono<DeadLetter> discard(String id, String reason, Person by) {
        return existing(id)
                .flatMap(letter -> store.discard(id, act(by, "discard", reason), stuckSince())
                        .switchIfEmpty(Mono.error(() -> settled(letter))))
                .doOnSuccess(letter -> log.info("dead letter {} discarded by {}", id, by.id()));
    }

    private Mono<DeadLetter> existing(String id) {
        return store.find(id).switchIfEmpty(Mono.error(() -> RefusedRequest.notFound("没有这条死信")));
    }

    private static RefusedRequest settled(DeadLetter letter) {
        return RefusedRequest.conflict(
                switch (letter.state()) {
                    case DISCARDED -> "已丢弃，不能再处理";
                    case REDRIVEN -> "已重新投递；若再次失败，会重新出现";
                    case OPEN, REDRIVING -> "正由他人处理，请稍后查看";
                });
    }

    private Instant stuckSince() {
        return clock.instant().minus(STUCK);
    }

    private Act act(Person by, String what, @Nullable String detail) {
        return new Act(clock.instant(), by, what, detail);
    }
}
