package com.andejia.crm.notifications.feed.mongo;

import static com.andejia.crm.notifications.feed.mongo.EntryDocument.HELD_UNTIL;
import static com.andejia.crm.notifications.feed.mongo.EntryDocument.SNOOZED_UNTIL;
import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.max;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;

import com.andejia.crm.notifications.feed.Notification;
import com.andejia.crm.notifications.feed.NotificationStates;
import com.andejia.crm.notifications.feed.NotificationStatus;
import com.andejia.crm.notifications.feed.StateRequest;
import com.andejia.crm.notifications.live.StreamPosition;
import com.mongodb.WriteConcern;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.result.DeleteResult;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The same collection; {@link NotificationIndexes} says how each query here finds its own. */
@Component
class MongoNotificationStates implements NotificationStates {
    /** What comes back stays for as long, even if it would have gone by then. */
    private static final Duration STAY = Duration.ofDays(7);

    private static final String WAKE_ASKED_AT = "wakeAskedAt";
    static final Bson NOT_SNOOZED = combine(unset(SNOOZED_UNTIL), unset(WAKE_ASKED_AT));

    private final Mono<MongoCollection<Document>> collection;

    MongoNotificationStates(ReactiveMongoTemplate mongo) {
        this.collection = mongo.getCollection(MongoNotifications.COLLECTION)
                .map(raw -> raw.withWriteConcern(WriteConcern.MAJORITY.withJournal(true)))
                .cache();
    }

    @Override
    public Mono<Boolean> archive(String recipient, String id) {
        return change(
                own(recipient, id),
                isNot(NotificationStatus.ARCHIVED),
                combine(become(NotificationStatus.ARCHIVED), NOT_SNOOZED));
    }

    @Override
    public Mono<Boolean> unread(String recipient, String id) {
        return change(own(recipient, id), isNot(NotificationStatus.SENT), combine(becomeUnread(), NOT_SNOOZED));
    }

    @Override
    public Mono<Boolean> snooze(String recipient, String id, Instant until) {
        Date end = Date.from(until);
        return change(
                own(recipient, id),
                or(isNot(NotificationStatus.SNOOZED), ne(SNOOZED_UNTIL, end)),
                combine(
                        become(NotificationStatus.SNOOZED),
                        set(SNOOZED_UNTIL, end),
                        unset(WAKE_ASKED_AT),
                        max(EntryDocument.EXPIRES_AT, Date.from(until.plus(STAY)))));
    }

    /** Nothing but a notification has a status. */
    private static Bson own(String recipient, String id) {
        return and(eq("_id", id), eq("userId", recipient), exists("status"));
    }

    private static Bson isNot(NotificationStatus status) {
        return ne("status", status.name());
    }

    private static Bson become(NotificationStatus status) {
        return set("status", status.name());
    }

    private static Bson becomeUnread() {
        return combine(become(NotificationStatus.SENT), set("readAt", null));
    }

    private Mono<Boolean> change(Bson own, Bson notSoYet, Bson change) {
        return collection.flatMap(all -> Mono.from(all.updateOne(and(own, notSoYet), change))
                .filter(result -> result.getMatchedCount() == 1)
                .map(result -> true)
                .switchIfEmpty(Mono.from(all.find(own)
                                .projection(Projections.include("_id"))
                                .first())
                        .map(found -> false)));
    }

    @Override
    public Flux<Snoozed> due(Instant now, Instant notAskedSince, int limit) {
        Bson due = and(
                lte(SNOOZED_UNTIL, Date.from(now)),
                eq("status", NotificationStatus.SNOOZED.name()),
                or(exists(WAKE_ASKED_AT, false), lt(WAKE_ASKED_AT, Date.from(notAskedSince))));
        return collection
                .flatMapMany(all ->
                        all.find(due).sort(Sorts.ascending(SNOOZED_UNTIL)).limit(limit))
                .map(it -> new Snoozed(
                        it.getString("userId"),
                        it.getString("_id"),
                        it.getDate(SNOOZED_UNTIL).toInstant()));
    }

    @Override
    public Mono<Void> asked(List<Snoozed> snoozed, Instant now) {
        List<String> ids = snoozed.stream().map(Snoozed::id).toList();
        Bson those = and(in("_id", ids), lte(SNOOZED_UNTIL, Date.from(now)));
        return collection
                .flatMap(all -> Mono.from(all.updateMany(those, set(WAKE_ASKED_AT, Date.from(now)))))
                .then();
    }

    @Override
    public Mono<Notification> wake(StateRequest.Wake request, StreamPosition position, @Nullable Instant quietUntil) {
        Bson own = own(request.recipient(), request.notificationId());
        Bson due = and(
                own, eq("status", NotificationStatus.SNOOZED.name()), eq(SNOOZED_UNTIL, Date.from(request.until())));
        Bson change = combine(
                becomeUnread(),
                set("silent", quietUntil != null),
                quietUntil == null ? unset(HELD_UNTIL) : set(HELD_UNTIL, Date.from(quietUntil)),
                set("epoch", position.epoch()),
                set("seq", position.seq()),
                NOT_SNOOZED);
        Bson woken = and(
                own,
                eq("status", NotificationStatus.SENT.name()),
                eq("epoch", position.epoch()),
                eq("seq", position.seq()));
        return collection.flatMap(all -> Mono.from(all.updateOne(due, change))
                .then(Mono.from(all.find(woken).first()))
                .map(EntryDocument::notification));
    }

    @Override
    public Mono<List<String>> resolve(StateRequest.Resolve request, StreamPosition position, Instant now) {
        return collection.flatMap(all -> new Resolution(all, request, position, now).apply());
    }

    @Override
    public Mono<Long> removeExpired(Instant now) {
        return collection
                .flatMap(all -> Mono.from(all.deleteMany(lte(EntryDocument.EXPIRES_AT, Date.from(now)))))
                .map(DeleteResult::getDeletedCount);
    }
}
