package com.andejia.crm.notifications.feed.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;

import com.andejia.crm.notifications.feed.NotificationStatus;
import com.andejia.crm.notifications.feed.StateRequest;
import com.andejia.crm.notifications.live.StreamPosition;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * One request to resolve. Notifications are read with it. Members of digests have no status; they are only marked, and their digest
 * is read when all of them are.
 */
record Resolution(MongoCollection<Document> all, StateRequest.Resolve request, StreamPosition position, Instant now) {
    private static final String MEMBER_OF = "memberOf";
    private static final String RESOLVED = "resolved";
    private static final String RESOLVED_BY = "resolvedBy";

    /** The notifications that are read with it, also when it is done again. */
    Mono<List<String>> apply() {
        return Flux.from(all.find(and(theirs(), or(open(), done(), member())))
                        .projection(Projections.include(MEMBER_OF)))
                .collectList()
                .flatMap(
                        found -> notifications(found).concatWith(digests(found)).collectList());
    }

    private Bson theirs() {
        return and(
                eq("userId", request.recipient()),
                eq("subject", request.subject()),
                in("type", request.types()),
                lte("createdAt", Date.from(request.eventTime())),
                or(ne("epoch", position.epoch()), lt("seq", position.seq())));
    }

    /** What the person has made unread again since is theirs to read. */
    private Bson open() {
        return and(
                in("status", NotificationStatus.SENT.name(), NotificationStatus.SNOOZED.name()),
                ne(RESOLVED_BY, request.eventId()));
    }

    private Bson done() {
        return and(eq("status", NotificationStatus.READ.name()), eq(RESOLVED_BY, request.eventId()));
    }

    private Bson member() {
        return and(exists(MEMBER_OF), or(ne(RESOLVED, true), eq(RESOLVED_BY, request.eventId())));
    }

    private Bson mark() {
        return combine(set(RESOLVED, true), set(RESOLVED_BY, request.eventId()));
    }

    private Bson read() {
        return combine(
                set("status", NotificationStatus.READ.name()),
                set("readAt", Date.from(now)),
                mark(),
                MongoNotificationStates.NOT_SNOOZED);
    }

    private Flux<String> notifications(List<Document> found) {
        List<String> ids = found.stream()
                .filter(it -> !it.containsKey(MEMBER_OF))
                .map(Resolution::id)
                .toList();
        return ids.isEmpty()
                ? Flux.empty()
                : Mono.from(all.updateMany(and(in("_id", ids), open()), read())).thenMany(Flux.fromIterable(ids));
    }

    private Flux<String> digests(List<Document> found) {
        List<Document> members =
                found.stream().filter(it -> it.containsKey(MEMBER_OF)).toList();
        List<String> ids = members.stream().map(Resolution::id).toList();
        List<String> digests =
                members.stream().map(it -> it.getString(MEMBER_OF)).distinct().toList();
        return ids.isEmpty()
                ? Flux.empty()
                : Mono.from(all.updateMany(in("_id", ids), mark()))
                        .thenMany(Flux.fromIterable(digests))
                        .concatMap(this::digest);
    }

    /** Its id if it is read with this; decided anew if it has grown meanwhile. */
    private Mono<String> digest(String id) {
        Bson own = and(eq("_id", id), eq("userId", request.recipient()));
        return Mono.from(all.find(and(own, or(open(), done()))).first())
                .filterWhen(digest -> hasOpenMember(id).map(open -> !open))
                .flatMap(digest -> isRead(digest)
                        ? Mono.just(id)
                        : Mono.from(all.updateOne(and(own, open(), eq("version", digest.getLong("version"))), read()))
                                .flatMap(result -> result.getMatchedCount() == 1 ? Mono.just(id) : digest(id)));
    }

    /** Whoever is given many and has them taken away in the same order loses the newest last: one look tells. */
    private Mono<Boolean> hasOpenMember(String digest) {
        Bson open = and(eq("userId", request.recipient()), eq(MEMBER_OF, digest), ne(RESOLVED, true));
        return Mono.from(all.find(open)
                        .sort(Sorts.descending("createdAt", "_id"))
                        .projection(Projections.include("_id"))
                        .first())
                .hasElement();
    }

    private static boolean isRead(Document digest) {
        return NotificationStatus.READ.name().equals(digest.getString("status"));
    }

    private static String id(Document document) {
        return document.getString("_id");
    }
}
