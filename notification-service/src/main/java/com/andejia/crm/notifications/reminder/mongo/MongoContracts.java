package com.andejia.crm.notifications.reminder.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.setOnInsert;

import com.andejia.crm.events.ContractEvent;
import com.andejia.crm.notifications.reminder.Contract;
import com.andejia.crm.notifications.reminder.Contracts;
import com.mongodb.WriteConcern;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * One document per contract, until it ends; days as ISO texts, which have the order of days and no zone. Erased customers leave a
 * tombstone: whoever puts a contract looks for one afterwards, and whoever erases puts it first, so one of the two finds what
 * must go.
 */
@Component
class MongoContracts implements Contracts {
    static final String COLLECTION = "ending_contracts";

    private static final String TOMBSTONES = "ending_contracts_erased";

    private final Mono<MongoCollection<Document>> collection;
    private final Mono<MongoCollection<Document>> tombstones;

    MongoContracts(ReactiveMongoTemplate mongo) {
        this.collection = safe(mongo, COLLECTION);
        this.tombstones = safe(mongo, TOMBSTONES);
    }

    private static Mono<MongoCollection<Document>> safe(ReactiveMongoTemplate mongo, String name) {
        return mongo.getCollection(name)
                .map(raw -> raw.withWriteConcern(WriteConcern.MAJORITY.withJournal(true)))
                .cache();
    }

    @Override
    public Mono<Void> put(ContractEvent said, @Nullable LocalDate endDate) {
        List<Bson> fields = new ArrayList<>(List.of(
                set("number", said.contractNumber()),
                set("customerName", said.customerName()),
                set("customerId", said.customerId()),
                set("owner", Owners.document(said.assignedTo()))));
        if (endDate != null) {
            fields.add(set("endDate", endDate.toString()));
        }
        var options = new UpdateOptions().upsert(endDate != null);
        return collection
                .flatMap(all -> Mono.from(all.updateOne(eq("_id", said.contractId()), combine(fields), options)))
                .then(Mono.defer(() -> removeIfErased(said.customerId())));
    }

    private Mono<Void> removeIfErased(@Nullable String customerId) {
        return customerId == null
                ? Mono.empty()
                : tombstones
                        .flatMap(
                                all -> Mono.from(all.find(eq("_id", customerId)).first()))
                        .flatMap(erased -> removeOf(customerId));
    }

    @Override
    public Mono<Void> told(String id, LocalDate endDate, int daysLeft) {
        Bson change = combine(set("toldEnd", endDate.toString()), set("toldAt", daysLeft));
        return collection
                .flatMap(all -> Mono.from(all.updateOne(and(eq("_id", id), eq("endDate", endDate.toString())), change)))
                .then();
    }

    @Override
    public Mono<Void> remove(String id) {
        return delete(eq("_id", id));
    }

    @Override
    public Flux<Contract> ending(LocalDate first, LocalDate last) {
        return collection
                .flatMapMany(all -> all.find(and(gte("endDate", first.toString()), lte("endDate", last.toString()))))
                .map(MongoContracts::contract);
    }

    @Override
    public Mono<Void> removeEnded(LocalDate day) {
        return delete(lt("endDate", day.toString()));
    }

    @Override
    public Mono<Void> erase(String customerId, Instant now) {
        return tombstones
                .flatMap(all -> Mono.from(all.updateOne(
                        eq("_id", customerId), setOnInsert("at", Date.from(now)), new UpdateOptions().upsert(true))))
                .then(Mono.defer(() -> removeOf(customerId)));
    }

    private Mono<Void> removeOf(String customerId) {
        return delete(eq("customerId", customerId));
    }

    private Mono<Void> delete(Bson which) {
        return collection.flatMap(all -> Mono.from(all.deleteMany(which))).then();
    }

    private static Contract contract(Document document) {
        String endDate = document.getString("endDate");
        return new Contract(
                document.getString("_id"),
                document.getString("number"),
                document.getString("customerName"),
                document.getString("customerId"),
                Owners.person(document.get("owner", Document.class)),
                LocalDate.parse(endDate),
                endDate.equals(document.getString("toldEnd")) ? document.getInteger("toldAt") : null);
    }
}
