package com.andejia.crm.notifications.report.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Updates.min;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.setOnInsert;

import com.andejia.crm.notifications.report.SentReports;
import com.mongodb.WriteConcern;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.time.Instant;
import java.util.Date;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * One document per report, found by its id, which has a time once everybody has got it; and one that says when reporting began.
 */
@Component
class MongoSentReports implements SentReports {
    static final String COLLECTION = "sent_reports";

    private static final String BEGINNING = "beginning";
    private static final String SENT_AT = "sentAt";
    private static final String REACHED = "reached";

    private final Mono<MongoCollection<Document>> collection;

    MongoSentReports(ReactiveMongoTemplate mongo) {
        this.collection = mongo.getCollection(COLLECTION)
                .map(raw -> raw.withWriteConcern(WriteConcern.MAJORITY.withJournal(true)))
                .cache();
    }

    @Override
    public Mono<Instant> began(Instant now) {
        return collection
                .flatMap(all -> Mono.from(all.findOneAndUpdate(
                        eq("_id", BEGINNING),
                        setOnInsert("at", Date.from(now)),
                        new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.AFTER))))
                .map(beginning -> beginning.getDate("at").toInstant());
    }

    @Override
    public Mono<Boolean> contains(String report) {
        return collection.flatMap(all -> Mono.from(
                        all.find(and(eq("_id", report), exists(SENT_AT))).first())
                .hasElement());
    }

    @Override
    public Mono<Void> add(String report, Instant sentAt) {
        return change(report, min(SENT_AT, Date.from(sentAt)));
    }

    @Override
    public Mono<String> reached(String report) {
        return collection
                .flatMap(all -> Mono.from(all.find(eq("_id", report)).first()))
                .mapNotNull(found -> found.getString(REACHED));
    }

    @Override
    public Mono<Void> reach(String report, String recipient) {
        return change(report, set(REACHED, recipient));
    }

    private Mono<Void> change(String report, Bson change) {
        return collection
                .flatMap(all -> Mono.from(all.updateOne(eq("_id", report), change, new UpdateOptions().upsert(true))))
                .then();
    }
}
