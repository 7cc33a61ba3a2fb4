package com.andejia.crm.notifications.feed.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Updates.rename;

import com.andejia.crm.notifications.digest.Burst;
import com.andejia.crm.notifications.feed.DigestStore;
import com.andejia.crm.notifications.feed.Member;
import com.andejia.crm.notifications.feed.Notification;
import com.andejia.crm.notifications.feed.NotificationStatus;
import com.andejia.crm.notifications.feed.Page;
import com.mongodb.MongoWriteException;
import com.mongodb.WriteConcern;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Digests lie among the notifications, which they are, with a version; their members lie there too, and name them. */
@Component
class MongoDigestStore implements DigestStore {
    /** Where the name of the digest goes when a member has been taken out of it. */
    static final String TAKEN_OUT_OF = "takenOutOf";

    private static final int DUPLICATE_KEY = 11000;
    private static final Bson NEWEST_FIRST = Sorts.descending("createdAt", "_id");

    private final Mono<MongoCollection<Document>> collection;
    private final Lifetimes lifetimes;

    MongoDigestStore(ReactiveMongoTemplate mongo, Lifetimes lifetimes) {
        this.lifetimes = lifetimes;
        this.collection = mongo.getCollection(MongoNotifications.COLLECTION)
                .map(raw -> raw.withWriteConcern(WriteConcern.MAJORITY.withJournal(true)))
                .cache();
    }

    @Override
    public Mono<Versioned> find(String digestId) {
        return collection
                .flatMap(all -> Mono.from(all.find(eq("_id", digestId)).first()))
                .map(found -> new Versioned(EntryDocument.notification(found), found.getLong("version")));
    }

    @Override
    public Mono<Contents> contents(String recipient, String digestId, int newest) {
        Bson members = members(recipient, digestId);
        return collection.flatMap(all -> Mono.from(all.countDocuments(members))
                .zipWith(newest(all, members, 0, newest), (count, some) -> new Contents(count.intValue(), some)));
    }

    @Override
    public Mono<Page<Member>> members(String recipient, String digestId, int page, int pageSize) {
        Bson members = members(recipient, digestId);
        return collection.flatMap(all -> newest(all, members, (page - 1) * pageSize, pageSize)
                .zipWith(
                        Mono.from(all.countDocuments(members)),
                        (found, total) -> new Page<>(found, total, page, pageSize)));
    }

    private static Bson members(String recipient, String digestId) {
        return and(eq("userId", recipient), eq("memberOf", digestId));
    }

    private static Mono<List<Member>> newest(MongoCollection<Document> all, Bson members, int skip, int limit) {
        return Flux.from(all.find(members).sort(NEWEST_FIRST).skip(skip).limit(limit))
                .map(EntryDocument::member)
                .collectList();
    }

    @Override
    public Mono<Boolean> create(Notification digest) {
        return collection
                .flatMap(all -> Mono.from(
                        all.insertOne(EntryDocument.write(digest, lifetimes).append("version", 1L))))
                .thenReturn(true)
                .onErrorResume(
                        MongoWriteException.class,
                        e -> e.getError().getCode() == DUPLICATE_KEY ? Mono.just(false) : Mono.error(e));
    }

    @Override
    public Mono<Boolean> rewrite(Notification digest, long version) {
        return change(digest, version, contents(digest), new Document());
    }

    @Override
    public Mono<Boolean> grow(Notification digest, long version) {
        Document unread = contents(digest)
                .append("status", NotificationStatus.SENT.name())
                .append("readAt", null);
        return change(digest, version, unread, new Document("$unset", new Document(EntryDocument.SNOOZED_UNTIL, "")));
    }

    private static Document contents(Notification digest) {
        Document whole = EntryDocument.write(digest);
        Document contents = new Document();
        List.of("title", "content", "actionUrl", "data", "count", "epoch", "seq")
                .forEach(field -> contents.append(field, whole.get(field)));
        return contents;
    }

    private Mono<Boolean> change(Notification digest, long version, Document values, Document besides) {
        Document change = new Document("$set", values.append("version", version + 1));
        change.putAll(besides);
        return collection
                .flatMap(all -> Mono.from(all.updateOne(thatOf(digest, version), change)))
                .map(result -> result.getMatchedCount() == 1);
    }

    @Override
    public Mono<Boolean> remove(Notification digest, long version) {
        return collection
                .flatMap(all -> Mono.from(all.deleteOne(thatOf(digest, version))))
                .map(result -> result.getDeletedCount() == 1);
    }

    private static Bson thatOf(Notification digest, long version) {
        return and(eq("_id", digest.id()), eq("userId", digest.recipient()), eq("version", version));
    }

    @Override
    public Mono<Set<String>> takeOut(String subject) {
        Bson about = eq("subject", subject);
        return collection.flatMap(all -> Mono.from(
                        all.updateMany(and(about, exists("memberOf")), rename("memberOf", TAKEN_OUT_OF)))
                .thenMany(all.distinct(TAKEN_OUT_OF, and(about, exists(TAKEN_OUT_OF)), String.class))
                .collect(Collectors.toSet()));
    }

    @Override
    public Flux<Burst.Recent> recent(String recipient, String type, Instant after, Instant before, int limit) {
        Bson between = and(
                eq("userId", recipient),
                eq("type", type),
                in("kind", EntryDocument.NOTIFICATION, EntryDocument.MEMBER),
                gt("createdAt", Date.from(after)),
                lt("createdAt", Date.from(before)),
                ofNoOperation());
        return collection
                .flatMapMany(all -> all.find(between)
                        .projection(
                                Projections.include("createdAt", "memberOf", "digestType", "operationId", "burstSince"))
                        .sort(Sorts.descending("createdAt"))
                        .limit(limit))
                .map(found -> new Burst.Recent(
                        found.getString("_id"), found.getDate("createdAt").toInstant(), EntryDocument.digest(found)));
    }

    private static Bson ofNoOperation() {
        return eq("operationId", null);
    }
}
