package com.andejia.crm.customers.customer.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.push;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;

import com.andejia.crm.customers.api.Page;
import com.andejia.crm.customers.customer.Customer;
import com.andejia.crm.customers.customer.CustomerChange;
import com.andejia.crm.customers.customer.CustomerQuery;
import com.andejia.crm.customers.customer.Customers;
import com.andejia.crm.customers.customer.DuplicateCustomer;
import com.andejia.crm.customers.customer.HistoryEntry;
import com.andejia.crm.customers.customer.HistoryEntry.Action;
import com.andejia.crm.customers.customer.Idempotency;
import com.andejia.crm.customers.outbox.OutboxWriter;
import com.andejia.crm.customers.staff.Actor;
import com.andejia.crm.events.CustomerEvent;
import com.mongodb.client.model.Projections;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Customers as documents, each with its own outbox; what is read of them never includes it. */
class MongoCustomers implements Customers {
    static final String CUSTOMERS = "customers";

    static final Bson WITHOUT_INTERNALS = Projections.exclude("outbox", "idempotency", MongoHistory.FIELD);

    private final ReactiveMongoTemplate mongo;
    private final OutboxWriter outbox;
    private final MongoHistory history;
    private final CustomerLists lists;

    MongoCustomers(ReactiveMongoTemplate mongo, OutboxWriter outbox) {
        this.mongo = mongo;
        this.outbox = outbox;
        this.history = new MongoHistory(mongo);
        this.lists = new CustomerLists(mongo);
    }

    @Override
    public Mono<Customer> find(String idOrNumber, Actor reader) {
        Bson filter = and(CustomerFilters.idOrNumber(idOrNumber), CustomerFilters.rowsOf(reader));
        return mongo.execute(CUSTOMERS, documents -> documents.find(filter).projection(WITHOUT_INTERNALS))
                .next()
                .map(CustomerDocument::toCustomer);
    }

    @Override
    public Mono<Page<Customer>> list(CustomerQuery query, Actor reader) {
        return lists.page(CustomerFilters.of(query, reader), Slice.of(query));
    }

    @Override
    public Mono<Customer> add(
            Customer customer,
            List<? extends CustomerEvent> events,
            @Nullable Idempotency idempotency,
            Instant keptUntil) {
        var entered =
                new HistoryEntry(1, customer.createdAt(), customer.createdBy(), Action.CREATED, null, Map.of(), null);
        Document document =
                CustomerDocument.of(customer).append(MongoHistory.FIELD, List.of(HistoryDocument.of(entered)));
        if (idempotency != null) {
            document.append(
                    "idempotency",
                    new Document("key", idempotency.key())
                            .append("bodyHash", idempotency.bodyHash())
                            .append("until", Date.from(keptUntil))
                            .append("answer", CustomerDocument.of(customer)));
        }
        return outbox.insert(CUSTOMERS, document, customer.createdAt(), events)
                .thenReturn(customer)
                .onErrorMap(DuplicateKeyException.class, MongoCustomers::duplicate);
    }

    /** Never the failure itself, whose text quotes the value. */
    private static RuntimeException duplicate(DuplicateKeyException failure) {
        return CustomerIndexes.violatedBy(failure)
                .<RuntimeException>map(DuplicateCustomer::new)
                .orElseGet(
                        () -> new IllegalStateException("refused by a unique index that this service does not know"));
    }

    @Override
    public Mono<Customer> change(Customer before, CustomerChange change) {
        Document was = CustomerDocument.of(before);
        Document is = CustomerDocument.of(change.after());
        is.remove("version"); // grows with the write itself
        List<Bson> updates = new ArrayList<>();
        is.forEach((field, value) -> {
            if (!value.equals(was.get(field))) {
                updates.add(set(field, value));
            }
        });
        was.keySet().stream()
                .filter(field -> !is.containsKey(field) && !field.equals("version"))
                .forEach(field -> updates.add(unset(field)));
        updates.add(push(MongoHistory.FIELD, HistoryDocument.of(change.entry())));
        return history.makeRoom(before)
                .then(outbox.update(
                        CUSTOMERS,
                        before.id(),
                        before.version(),
                        combine(updates),
                        change.after().updatedAt(),
                        change.events()))
                .map(CustomerDocument::toCustomer)
                .onErrorMap(DuplicateKeyException.class, MongoCustomers::duplicate);
    }

    @Override
    public Flux<HistoryEntry> history(String id, long firstVersion, long lastVersion) {
        return history.read(id, firstVersion, lastVersion);
    }

    @Override
    public Mono<Page<HistoryEntry>> history(String id, Action action, int page, int pageSize) {
        return history.read(id, action, page, pageSize);
    }

    @Override
    public Mono<FirstAnswer> firstAnswer(String idempotencyKey) {
        return mongo.execute(
                        CUSTOMERS,
                        documents -> documents
                                .find(eq("idempotency.key", idempotencyKey))
                                .projection(Projections.include("idempotency")))
                .next()
                .mapNotNull(document -> document.get("idempotency", Document.class))
                .map(MongoCustomers::firstAnswer);
    }

    private static FirstAnswer firstAnswer(Document idempotency) {
        return new FirstAnswer(
                CustomerDocument.toCustomer(idempotency.get("answer", Document.class)),
                idempotency.getString("bodyHash"),
                idempotency.getDate("until").toInstant());
    }

    @Override
    public Mono<Void> forget(String idempotencyKey, Instant now) {
        Bson expired = and(eq("idempotency.key", idempotencyKey), lte("idempotency.until", Date.from(now)));
        return mongo.execute(CUSTOMERS, documents -> documents.updateOne(expired, unset("idempotency")))
                .then();
    }
}
