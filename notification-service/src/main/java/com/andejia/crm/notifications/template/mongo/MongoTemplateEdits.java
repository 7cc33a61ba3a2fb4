package com.andejia.crm.notifications.template.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Projections.exclude;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.push;
import static com.mongodb.client.model.Updates.set;

import com.andejia.crm.notifications.template.TemplateEdits;
import com.andejia.crm.notifications.template.TemplateKey;
import com.andejia.crm.notifications.template.TemplateVersion;
import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.WriteConcern;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.util.List;
import org.bson.Document;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * One document per text that was ever edited, with all its versions: whoever adds one asks for the number before it, so of two
 * at once one does not find it. There are as many documents as types and languages, so none but {@code _id} has an index.
 */
@Component
class MongoTemplateEdits implements TemplateEdits {
    private static final String COLLECTION = "notification_templates";
    private static final String NEWEST = "newest";
    private static final String VERSIONS = "versions";

    private final Mono<MongoCollection<Document>> collection;

    MongoTemplateEdits(ReactiveMongoTemplate mongo) {
        this.collection = mongo.getCollection(COLLECTION)
                .map(raw -> raw.withWriteConcern(WriteConcern.MAJORITY.withJournal(true)))
                .cache();
    }

    @Override
    public Flux<TemplateVersion> newest() {
        return collection
                .flatMapMany(all -> all.find().projection(exclude(VERSIONS)))
                .map(MongoTemplateEdits::newest);
    }

    @Override
    public Mono<TemplateVersion> newest(TemplateKey key) {
        return collection
                .flatMap(all -> Mono.from(all.find(eq("_id", id(key)))
                        .projection(exclude(VERSIONS))
                        .first()))
                .map(MongoTemplateEdits::newest);
    }

    private static TemplateVersion newest(Document document) {
        return TemplateVersionDocument.read(key(document), document.get(NEWEST, Document.class));
    }

    @Override
    public Flux<TemplateVersion> all(TemplateKey key) {
        return collection
                .flatMap(all -> Mono.from(all.find(eq("_id", id(key))).first()))
                .flatMapIterable(document -> document.getList(VERSIONS, Document.class))
                .map(version -> TemplateVersionDocument.read(key, version))
                .sort((one, other) -> Integer.compare(other.version(), one.version()));
    }

    @Override
    public Mono<Boolean> add(TemplateVersion version) {
        Document added = TemplateVersionDocument.write(version);
        return version.version() == 1 ? first(version.key(), added) : following(version, added);
    }

    private Mono<Boolean> first(TemplateKey key, Document added) {
        var document = new Document("_id", id(key))
                .append("type", key.type())
                .append("locale", key.locale())
                .append(NEWEST, added)
                .append(VERSIONS, List.of(added));
        return collection
                .flatMap(all -> Mono.from(all.insertOne(document)))
                .thenReturn(true)
                .onErrorResume(MongoWriteException.class, MongoTemplateEdits::falseIfThere);
    }

    private static Mono<Boolean> falseIfThere(MongoWriteException e) {
        return e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY ? Mono.just(false) : Mono.error(e);
    }

    private Mono<Boolean> following(TemplateVersion version, Document added) {
        var before = and(eq("_id", id(version.key())), eq(NEWEST + ".version", version.version() - 1));
        return collection
                .flatMap(all -> Mono.from(all.updateOne(before, combine(set(NEWEST, added), push(VERSIONS, added)))))
                .map(result -> result.getMatchedCount() == 1);
    }

    private static String id(TemplateKey key) {
        return key.type() + "/" + key.locale();
    }

    private static TemplateKey key(Document document) {
        return new TemplateKey(document.getString("type"), document.getString("locale"));
    }
}
