package com.andejia.crm.customers.customer.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;

import com.andejia.crm.customers.customer.Customer;
import com.andejia.crm.customers.customer.Erasures;
import com.andejia.crm.customers.outbox.OutboxWriter;
import com.andejia.crm.events.CustomerErased;
import com.mongodb.client.model.Projections;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Customers' documents become tombstones. */
class MongoErasures implements Erasures {
    static final String TRACES_LEFT = "tracesLeft";

    private static final Set<String> KEPT = Set.of("_id", "customerNo", "version", "outbox");

    private final ReactiveMongoTemplate mongo;
    private final OutboxWriter outbox;
    private final MongoHistory history;

    MongoErasures(ReactiveMongoTemplate mongo, OutboxWriter outbox) {
        this.mongo = mongo;
        this.outbox = outbox;
        this.history = new MongoHistory(mongo);
    }

    /** Whatever fields there are: whoever adds one cannot forget it here. */
    @Override
    public Mono<Customer> erase(Customer customer, CustomerErased event, Instant now) {
        Bson asFound = and(eq("_id", customer.id()), eq("version", customer.version()));
        return mongo.execute(
                        MongoCustomers.CUSTOMERS,
                        documents -> documents.find(asFound).projection(Projections.exclude("outbox")))
                .next()
                .flatMap(document -> outbox.update(
                        MongoCustomers.CUSTOMERS,
                        customer.id(),
                        customer.version(),
                        tombstone(document, now),
                        now,
                        List.of(event)))
                .map(tombstone -> customer);
    }

    private static Bson tombstone(Document document, Instant now) {
        Stream<Bson> gone = document.keySet().stream()
                .filter(field -> !KEPT.contains(field))
                .map(field -> unset(field));
        Date at = Date.from(now);
        return combine(Stream.concat(gone, Stream.of(set("erasedAt", at), set(TRACES_LEFT, at)))
                .toList());
    }

    @Override
    public Mono<Void> removeTraces(String customerId) {
        return history.removeOlder(customerId);
    }

    @Override
    public Flux<String> withTraces(Instant erasedBy) {
        Bson quiet = and(lte(TRACES_LEFT, Date.from(erasedBy)), exists("outbox.since", false));
        return mongo.execute(
                        MongoCustomers.CUSTOMERS,
                        documents -> documents.find(quiet).projection(Projections.include("_id")))
                .map(document -> document.getString("_id"));
    }

    @Override
    public Mono<Void> finish(String customerId) {
        return removeTraces(customerId)
                .then(outbox.clearSpilled(MongoCustomers.CUSTOMERS, customerId))
                .then(mongo.execute(
                                MongoCustomers.CUSTOMERS,
                                documents -> documents.updateOne(eq("_id", customerId), unset(TRACES_LEFT)))
                        .then());
    }
}
