package com.andejia.crm.notifications.feed.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Filters.regex;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;

import com.andejia.crm.notifications.feed.Entry;
import com.andejia.crm.notifications.feed.Notification;
import com.andejia.crm.notifications.feed.NotificationCursor;
import com.andejia.crm.notifications.feed.NotificationFilter;
import com.andejia.crm.notifications.feed.NotificationPage;
import com.andejia.crm.notifications.feed.NotificationStatus;
import com.andejia.crm.notifications.feed.Notifications;
import com.andejia.crm.notifications.live.StreamPosition;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.WriteConcern;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.result.UpdateResult;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** One document per request, whatever has become of it; {@link NotificationIndexes} says how each query here finds its own. */
@Component
class MongoNotifications implements Notifications {
    static final String COLLECTION = "notifications";

    /** Nothing but a notification has a status. */
    private static final Bson UNREAD = eq("status", NotificationStatus.SENT.name());

    private static final Bson IN_PLAIN_SIGHT =
            in("status", NotificationStatus.SENT.name(), NotificationStatus.READ.name());
    private static final int DUPLICATE_KEY = 11000;

    private final Mono<MongoCollection<Document>> collection;
    private final Tombstones tombstones;
    private final Lifetimes lifetimes;

    MongoNotifications(ReactiveMongoTemplate mongo, Lifetimes lifetimes) {
        this.lifetimes = lifetimes;
        this.collection = mongo.getCollection(COLLECTION)
                .map(raw -> raw.withWriteConcern(WriteConcern.MAJORITY.withJournal(true)))
                .cache();
        this.tombstones = new Tombstones(mongo);
    }

    /**
     * Looks for tombstones only after everything is stored, while {@link #erase} deletes only after its tombstone is there: so
     * one of the two, whatever their order, finds what must go.
     */
    @Override
    public Mono<List<Stored>> store(List<? extends Entry> entries) {
        return entries.isEmpty() ? Mono.just(List.of()) : insert(entries).flatMap(this::withoutErased);
    }

    /** Deletes what has just been stored and nothing else: older members have to be taken out of their digests first. */
    private Mono<List<Stored>> withoutErased(List<Stored> stored) {
        Set<String> subjects = stored.stream().map(it -> it.entry().subject()).collect(Collectors.toSet());
        return erased(subjects)
                .filter(erased -> !erased.isEmpty())
                .map(erased -> stored.stream()
                        .map(it -> erased.contains(it.entry().subject()) ? new Stored(Outcome.ERASED, it.entry()) : it)
                        .toList())
                .flatMap(sorted -> deleteErased(sorted).thenReturn(sorted))
                .defaultIfEmpty(stored);
    }

    private Mono<Void> deleteErased(List<Stored> sorted) {
        List<String> ids = sorted.stream()
                .filter(it -> it.outcome() == Outcome.ERASED)
                .map(it -> it.entry().id())
                .toList();
        return collection
                .flatMap(all -> Mono.from(all.deleteMany(in("_id", ids))))
                .then();
    }

    @Override
    public Mono<Void> bury(String subject, Instant now) {
        return tombstones.put(subject, now);
    }

    @Override
    public Mono<Set<String>> erase(String subject, Instant now) {
        return bury(subject, now)
                .thenMany(collection.flatMapMany(all -> all.distinct("userId", eq("subject", subject), String.class)))
                .collect(Collectors.toSet())
                .flatMap(recipients -> deleteAbout(subject).thenReturn(recipients));
    }

    @Override
    public Mono<Set<String>> erased(Collection<String> subjects) {
        return subjects.isEmpty() ? Mono.just(Set.of()) : tombstones.among(subjects);
    }

    private Mono<Void> deleteAbout(String subject) {
        return collection
                .flatMap(all -> Mono.from(all.deleteMany(eq("subject", subject))))
                .then();
    }

    private Mono<List<Stored>> insert(List<? extends Entry> entries) {
        List<Document> documents = entries.stream()
                .map(entry -> EntryDocument.write(entry, lifetimes))
                .toList();
        List<Stored> allNew =
                entries.stream().map(entry -> new Stored(Outcome.STORED, entry)).toList();
        return collection
                .flatMap(all -> Mono.from(all.insertMany(documents, new InsertManyOptions().ordered(false))))
                .thenReturn(allNew)
                .onErrorResume(MongoBulkWriteException.class, e -> sortOut(allNew, e));
    }

    /** Which were there already is read from the errors of each, never from the number inserted. */
    private Mono<List<Stored>> sortOut(List<Stored> wanted, MongoBulkWriteException e) {
        if (e.getWriteConcernError() != null
                || e.getWriteErrors().stream().anyMatch(error -> error.getCode() != DUPLICATE_KEY)) {
            return Mono.error(e);
        }
        List<Integer> refused =
                e.getWriteErrors().stream().map(BulkWriteError::getIndex).toList();
        return present(refused.stream()
                        .map(index -> wanted.get(index).entry().id())
                        .toList())
                .map(there -> {
                    List<Stored> stored = new ArrayList<>(wanted);
                    for (int index : refused) {
                        Entry entry = wanted.get(index).entry();
                        Entry present = there.getOrDefault(entry.id(), entry);
                        boolean same = there.containsKey(entry.id())
                                && entry.position().equals(present.position());
                        stored.set(index, new Stored(same ? Outcome.REDELIVERED : Outcome.DUPLICATE, present));
                    }
                    return stored;
                });
    }

    @Override
    public Mono<Map<String, Entry>> present(Collection<String> ids) {
        return collection
                .flatMapMany(all -> all.find(in("_id", ids)))
                .collectMap(document -> document.getString("_id"), EntryDocument::read);
    }

    @Override
    public Mono<NotificationPage> page(String recipient, NotificationFilter filter, int page, int pageSize) {
        Bson matching = matching(recipient, filter);
        return collection.flatMap(all -> rows(all, matching, (page - 1) * pageSize, pageSize)
                .zipWith(Mono.from(all.countDocuments(matching)))
                .map(found -> NotificationPage.numbered(found.getT1(), found.getT2(), page, pageSize)));
    }

    @Override
    public Mono<NotificationPage> pageAfter(
            String recipient, NotificationFilter filter, NotificationCursor cursor, int pageSize) {
        Date last = Date.from(cursor.createdAt());
        Bson behind = and(
                lte("createdAt", last), or(lt("createdAt", last), and(eq("createdAt", last), lt("_id", cursor.id()))));
        return collection.flatMap(all -> rows(all, and(matching(recipient, filter), behind), 0, pageSize)
                .map(found -> NotificationPage.afterCursor(found, pageSize)));
    }

    /** One more than is shown, which tells whether there are more. */
    private static Mono<List<Notification>> rows(
            MongoCollection<Document> all, Bson matching, int skipped, int pageSize) {
        return Flux.from(all.find(matching)
                        .sort(Sorts.descending("createdAt", "_id"))
                        .skip(skipped)
                        .limit(pageSize + 1))
                .map(EntryDocument::notification)
                .collectList();
    }

    private static Bson matching(String recipient, NotificationFilter filter) {
        List<Bson> conditions = new ArrayList<>();
        conditions.add(notificationsOf(recipient));
        addIf(conditions, filter.type(), type -> eq("type", type));
        conditions.add(
                filter.status() == null
                        ? IN_PLAIN_SIGHT
                        : eq("status", filter.status().name()));
        addIf(conditions, filter.from(), from -> gte("createdAt", Date.from(from)));
        addIf(conditions, filter.until(), until -> lt("createdAt", Date.from(until)));
        addIf(conditions, filter.search(), text -> {
            Pattern literally = Pattern.compile(Pattern.quote(text));
            return or(regex("title", literally), regex("content", literally));
        });
        return and(conditions);
    }

    private static Bson notificationsOf(String recipient) {
        return and(eq("userId", recipient), eq("kind", EntryDocument.NOTIFICATION));
    }

    private static <T> void addIf(List<Bson> conditions, @Nullable T value, Function<T, Bson> condition) {
        if (value != null) {
            conditions.add(condition.apply(value));
        }
    }

    @Override
    public Mono<Map<String, Long>> countUnread(Set<String> recipients) {
        return collection
                .flatMapMany(all -> all.aggregate(List.of(
                        Aggregates.match(and(in("userId", recipients), UNREAD)),
                        Aggregates.group("$userId", Accumulators.sum("count", 1)))))
                .collectMap(
                        counted -> counted.getString("_id"),
                        counted -> counted.get("count", Number.class).longValue());
    }

    @Override
    public Mono<Long> markRead(String recipient, Collection<String> ids, Instant now) {
        return read(and(unread(recipient), in("_id", ids)), now);
    }

    @Override
    public Mono<Long> markAllRead(String recipient, StreamPosition upTo, Instant now) {
        // Whatever is of another epoch than the present one is older than all of it.
        Bson notLater = or(ne("epoch", upTo.epoch()), lte("seq", upTo.seq()));
        return read(and(unread(recipient), notLater), now);
    }

    private static Bson unread(String recipient) {
        return and(eq("userId", recipient), UNREAD);
    }

    private Mono<Long> read(Bson which, Instant now) {
        Bson change = combine(set("status", NotificationStatus.READ.name()), set("readAt", Date.from(now)));
        return collection.flatMap(
                all -> Mono.from(all.updateMany(which, change)).map(UpdateResult::getModifiedCount));
    }

    @Override
    public Flux<Notification> after(String recipient, StreamPosition position, int limit) {
        Bson later = and(notificationsOf(recipient), eq("epoch", position.epoch()), gt("seq", position.seq()));
        return collection
                .flatMapMany(all -> all.find(later)
                        .sort(Sorts.ascending("seq"))
                        .limit(limit)
                        .batchSize(limit))
                .map(EntryDocument::notification);
    }

    @Override
    public Mono<StreamPosition> last(String recipient, String epoch) {
        return collection
                .flatMap(all -> Mono.from(all.find(and(notificationsOf(recipient), eq("epoch", epoch)))
                        .sort(Sorts.descending("seq"))
                        .limit(1)
                        .first()))
                .map(EntryDocument::position);
    }
}
