package com.andejia.crm.notifications.replay.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;

import com.andejia.crm.events.Person;
import com.andejia.crm.notifications.feed.Page;
import com.andejia.crm.notifications.replay.Counts;
import com.andejia.crm.notifications.replay.Replay;
import com.andejia.crm.notifications.replay.Replay.State;
import com.andejia.crm.notifications.replay.ReplayStore;
import com.mongodb.WriteConcern;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.result.UpdateResult;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.time.Instant;
import java.util.Date;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** One document per replay. There are so few that nothing but {@code _id} needs an index. */
@Component
class MongoReplays implements ReplayStore {
    private static final String COLLECTION = "replays";
    private static final FindOneAndUpdateOptions CHANGED =
            new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER);
    private static final Bson RUNNING = eq("state", State.RUNNING.name());

    private final Mono<MongoCollection<Document>> collection;

    MongoReplays(ReactiveMongoTemplate mongo) {
        this.collection = mongo.getCollection(COLLECTION)
                .map(raw -> raw.withWriteConcern(WriteConcern.MAJORITY.withJournal(true)))
                .cache();
    }

    @Override
    public Mono<Void> add(Replay replay) {
        return collection
                .flatMap(all -> Mono.from(all.insertOne(ReplayDocument.write(replay))))
                .then();
    }

    @Override
    public Mono<Replay> find(String id) {
        return collection
                .flatMap(all -> Mono.from(all.find(eq("_id", id)).first()))
                .map(ReplayDocument::read);
    }

    @Override
    public Mono<Page<Replay>> page(int page, int pageSize) {
        return collection.flatMap(all -> Flux.from(all.find()
                        .sort(Sorts.descending("startedAt", "_id"))
                        .skip((page - 1) * pageSize)
                        .limit(pageSize))
                .map(ReplayDocument::read)
                .collectList()
                .zipWith(Mono.from(all.countDocuments()), (found, total) -> new Page<>(found, total, page, pageSize)));
    }

    @Override
    public Mono<Boolean> isAnyRunning(Instant seenSince) {
        return collection
                .flatMap(all -> Mono.from(all.find(and(RUNNING, gte("seenAt", Date.from(seenSince))))
                        .first()))
                .hasElement();
    }

    @Override
    public Mono<Replay> progress(String id, long total, Counts counts, Instant now) {
        return change(
                and(eq("_id", id), RUNNING),
                combine(
                        set("total", total),
                        set("counts", ReplayDocument.write(counts)),
                        set("seenAt", Date.from(now))));
    }

    @Override
    public Mono<Void> end(String id, State state, Counts counts, @Nullable String problem, Instant now) {
        return change(
                        and(eq("_id", id), RUNNING),
                        combine(
                                set("state", state.name()),
                                set("counts", ReplayDocument.write(counts)),
                                set("problem", problem),
                                set("seenAt", Date.from(now)),
                                set("endedAt", Date.from(now))))
                .then();
    }

    @Override
    public Mono<Replay> cancel(String id, Person by) {
        return change(and(eq("_id", id), RUNNING), set("cancelledBy", ReplayDocument.write(by)));
    }

    @Override
    public Mono<Long> interrupt(Instant notSeenSince, Instant now) {
        Bson cutOff = and(RUNNING, lt("seenAt", Date.from(notSeenSince)));
        Bson change = combine(set("state", State.INTERRUPTED.name()), set("endedAt", Date.from(now)));
        return collection
                .flatMap(all -> Mono.from(all.updateMany(cutOff, change)))
                .map(UpdateResult::getModifiedCount);
    }

    private Mono<Replay> change(Bson which, Bson change) {
        return collection
                .flatMap(all -> Mono.from(all.findOneAndUpdate(which, change, CHANGED)))
                .map(ReplayDocument::read);
    }
}
