package com.andejia.crm.notifications.report.mongo;

import static com.mongodb.client.model.Filters.eq;
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
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** One document per report that everybody has got, found by its id; and one that says when that began. */
@Component
class MongoSentReports implements SentReports {
    static final String COLLECTION = "sent_reports";

    private static final String BEGINNING = "beginning";

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
        return collection.flatMap(
                all -> Mono.from(all.find(eq("_id", report)).first()).hasElement());
    }

    @Override
    public Mono<Void> add(String report, Instant sentAt) {
        return collection
                .flatMap(all -> Mono.from(all.updateOne(
                        eq("_id", report), setOnInsert("sentAt", Date.from(sentAt)), new UpdateOptions().upsert(true))))
                .then();
    }
}
