package com.andejia.crm.notifications.report.mongo;

import com.andejia.crm.notifications.report.Activities;
import com.andejia.crm.notifications.report.Activity;
import com.andejia.crm.notifications.report.Activity.Kind;
import com.andejia.crm.notifications.report.Tally;
import com.andejia.crm.notifications.report.Work;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.WriteConcern;
import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** One document per event that counts; {@link ReportIndexes} says how they are found and how long they are kept. */
@Component
class MongoActivities implements Activities {
    static final String COLLECTION = "activities";

    private static final int DUPLICATE_KEY = 11000;

    private final Mono<MongoCollection<Document>> collection;

    MongoActivities(ReactiveMongoTemplate mongo) {
        this.collection = mongo.getCollection(COLLECTION)
                .map(raw -> raw.withWriteConcern(WriteConcern.MAJORITY.withJournal(true)))
                .cache();
    }

    @Override
    public Mono<Void> note(Collection<Activity> activities) {
        if (activities.isEmpty()) {
            return Mono.empty();
        }
        List<Document> documents =
                activities.stream().map(MongoActivities::document).toList();
        return collection
                .flatMap(all -> Mono.from(all.insertMany(documents, new InsertManyOptions().ordered(false))))
                .onErrorResume(MongoBulkWriteException.class, MongoActivities::unlessAllWereThere)
                .then();
    }

    private static <T> Mono<T> unlessAllWereThere(MongoBulkWriteException e) {
        boolean harmless = e.getWriteConcernError() == null
                && e.getWriteErrors().stream().allMatch(error -> error.getCode() == DUPLICATE_KEY);
        return harmless ? Mono.empty() : Mono.error(e);
    }

    private static Document document(Activity activity) {
        return new Document("_id", activity.eventId())
                .append("person", activity.person())
                .append("kind", activity.kind().name())
                .append("at", Date.from(activity.at()));
    }

    @Override
    public Mono<Tally> count(Instant from, Instant until) {
        List<Bson> pipeline = List.of(
                Aggregates.match(Filters.and(Filters.gte("at", Date.from(from)), Filters.lt("at", Date.from(until)))),
                Aggregates.group(
                        new Document("person", "$person").append("kind", "$kind"), Accumulators.sum("count", 1)));
        return collection
                .flatMapMany(all -> Flux.from(all.aggregate(pipeline)))
                .reduce(new Tally(Map.of()), MongoActivities::add);
    }

    private static Tally add(Tally tally, Document group) {
        Document key = group.get("_id", Document.class);
        long count = group.get("count", Number.class).longValue();
        return tally.plus(key.getString("person"), Work.of(Kind.valueOf(key.getString("kind")), count));
    }
}
