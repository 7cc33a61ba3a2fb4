package com.andejia.crm.notifications.statistics.mongo;

import static com.mongodb.client.model.Filters.eq;

import com.andejia.crm.notifications.statistics.Counts;
import com.andejia.crm.notifications.statistics.Latency;
import com.andejia.crm.notifications.statistics.SettledDays;
import com.andejia.crm.notifications.statistics.Statistics;
import com.mongodb.WriteConcern;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import org.bson.Document;
import org.bson.types.Binary;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** One document per day, found by the day; its latencies are compressed histograms. Kept for good: it is some kilobytes. */
@Component
class MongoSettledDays implements SettledDays {
    private static final String COLLECTION = "settled_days";

    private final Mono<MongoCollection<Document>> collection;

    MongoSettledDays(ReactiveMongoTemplate mongo) {
        this.collection = mongo.getCollection(COLLECTION)
                .map(raw -> raw.withWriteConcern(WriteConcern.MAJORITY.withJournal(true)))
                .cache();
    }

    /** Another zone has other days. */
    private static String id(LocalDate day, ZoneId zone) {
        return day + " " + zone;
    }

    @Override
    public Mono<Statistics> find(LocalDate day, ZoneId zone) {
        return collection
                .flatMap(all -> Mono.from(all.find(eq("_id", id(day, zone))).first()))
                .map(MongoSettledDays::read);
    }

    @Override
    public Mono<Void> put(LocalDate day, ZoneId zone, Statistics it) {
        Document types = new Document();
        it.byType().forEach((type, counts) -> types.append(type, counts(counts)));
        Document document = new Document("_id", id(day, zone))
                .append("types", types)
                .append("eventToStored", new Binary(it.eventToStored().encode()))
                .append("storedToDisplayed", new Binary(it.storedToDisplayed().encode()))
                .append("eventToDisplayed", new Binary(it.eventToDisplayed().encode()));
        return collection
                .flatMap(all -> Mono.from(
                        all.replaceOne(eq("_id", id(day, zone)), document, new ReplaceOptions().upsert(true))))
                .then();
    }

    private static Document counts(Counts counts) {
        return new Document("sent", counts.sent())
                .append("displayed", counts.displayed())
                .append("read", counts.read())
                .append("failed", counts.failed());
    }

    private static Statistics read(Document document) {
        Map<String, Counts> types = new HashMap<>();
        document.get("types", Document.class).forEach((type, counts) -> types.put(type, counts((Document) counts)));
        return new Statistics(
                types,
                latency(document, "eventToStored"),
                latency(document, "storedToDisplayed"),
                latency(document, "eventToDisplayed"));
    }

    private static Counts counts(Document counts) {
        return new Counts(
                counts.getLong("sent"), counts.getLong("displayed"), counts.getLong("read"), counts.getLong("failed"));
    }

    private static Latency latency(Document document, String field) {
        return Latency.decode(document.get(field, Binary.class).getData());
    }
}
