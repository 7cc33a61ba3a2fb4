package com.andejia.crm.notifications.reminder.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.setOnInsert;

import com.andejia.crm.events.Person;
import com.andejia.crm.notifications.reminder.Resume;
import com.andejia.crm.notifications.reminder.Resumes;
import com.mongodb.WriteConcern;
import com.mongodb.client.model.UpdateOptions;
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

/** One document per résumé, until nobody has been in touch about it for more than a year. */
@Component
class MongoResumes implements Resumes {
    static final String COLLECTION = "resume_contacts";

    private final Mono<MongoCollection<Document>> collection;

    MongoResumes(ReactiveMongoTemplate mongo) {
        this.collection = mongo.getCollection(COLLECTION)
                .map(raw -> raw.withWriteConcern(WriteConcern.MAJORITY.withJournal(true)))
                .cache();
    }

    /** In two steps, since a contact that is no news must not make a silence one that was not reminded of. */
    @Override
    public Mono<Void> contacted(String id, String name, @Nullable Person owner, Instant at) {
        Bson known = combine(
                set("name", name),
                set("owner", owner == null ? null : Owners.document(owner)),
                setOnInsert("lastContact", Date.from(at)),
                setOnInsert("reminded", false));
        Bson news = combine(set("lastContact", Date.from(at)), set("reminded", false));
        return collection
                .flatMap(all -> Mono.from(all.updateOne(eq("_id", id), known, new UpdateOptions().upsert(true))))
                .then(update(and(eq("_id", id), lt("lastContact", Date.from(at))), news));
    }

    @Override
    public Mono<Void> reminded(String id) {
        return update(eq("_id", id), set("reminded", true));
    }

    @Override
    public Mono<Void> reminded(String id, Instant lastContact) {
        return update(and(eq("_id", id), eq("lastContact", Date.from(lastContact))), set("reminded", true));
    }

    private Mono<Void> update(Bson which, Bson change) {
        return collection
                .flatMap(all -> Mono.from(all.updateOne(which, change)))
                .then();
    }

    @Override
    public Flux<Resume> silent(Instant from, Instant until) {
        Bson silent =
                and(eq("reminded", false), gt("lastContact", Date.from(from)), lte("lastContact", Date.from(until)));
        return collection
                .flatMapMany(all -> all.find(silent))
                .filter(document -> document.get("owner") != null)
                .map(document -> new Resume(
                        document.getString("_id"),
                        document.getString("name"),
                        Owners.person(document.get("owner", Document.class)),
                        document.getDate("lastContact").toInstant()));
    }
}
