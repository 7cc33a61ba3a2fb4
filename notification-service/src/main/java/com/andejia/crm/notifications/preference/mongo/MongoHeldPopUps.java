package com.andejia.crm.notifications.preference.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.setOnInsert;

import com.andejia.crm.notifications.preference.HeldPopUps;
import com.mongodb.WriteConcern;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A document per person and end of quiet hours, gone when the person has heard of it. */
@Component
class MongoHeldPopUps implements HeldPopUps {
    static final String COLLECTION = "held_pop_ups";

    private final Mono<MongoCollection<Document>> collection;

    MongoHeldPopUps(ReactiveMongoTemplate mongo) {
        this.collection = mongo.getCollection(COLLECTION)
                .map(raw -> raw.withWriteConcern(WriteConcern.MAJORITY.withJournal(true)))
                .cache();
    }

    @Override
    public Mono<Void> remember(Collection<Held> held) {
        List<UpdateOneModel<Document>> entries =
                held.stream().distinct().map(MongoHeldPopUps::entry).toList();
        return entries.isEmpty()
                ? Mono.empty()
                : collection
                        .flatMap(all -> Mono.from(all.bulkWrite(entries, new BulkWriteOptions().ordered(false))))
                        .then();
    }

    private static UpdateOneModel<Document> entry(Held held) {
        Date until = Date.from(held.until());
        return new UpdateOneModel<>(
                eq("_id", id(held.person(), held.until())),
                combine(setOnInsert("userId", held.person()), setOnInsert("until", until), setOnInsert("due", until)),
                new UpdateOptions().upsert(true));
    }

    private static String id(String person, Instant until) {
        return person + '@' + until;
    }

    @Override
    public Mono<Void> reschedule(String person, Instant now, Instant due) {
        // What is due already may be on its way, and would be told twice under another time.
        Bson waiting = and(eq("userId", person), gt("due", Date.from(now)));
        return collection
                .flatMap(all -> Mono.from(all.updateMany(waiting, set("due", Date.from(due)))))
                .then();
    }

    @Override
    public Flux<Due> dueBefore(Instant time, int limit) {
        return collection
                .flatMapMany(all -> all.find(lt("due", Date.from(time)))
                        .sort(Sorts.ascending("due"))
                        .limit(limit))
                .map(found -> new Due(
                        found.getString("userId"),
                        found.getDate("until").toInstant(),
                        found.getDate("due").toInstant()));
    }

    @Override
    public Mono<Void> forget(Due told) {
        return collection
                .flatMap(all -> Mono.from(all.deleteOne(eq("_id", id(told.person(), told.until())))))
                .then();
    }
}
