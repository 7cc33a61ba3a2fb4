package com.andejia.crm.customers.customer.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;

import com.andejia.crm.customers.api.Page;
import com.andejia.crm.customers.customer.Customer;
import com.andejia.crm.customers.customer.HistoryEntry;
import com.andejia.crm.customers.customer.HistoryEntry.Action;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import java.util.Comparator;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What was done to customers. The newest entries are in the customer's document, where they came in the same write as what they
 * tell of; older ones are moved to a collection, so that no document grows without end. Each is copied before it is taken out: a
 * crash leaves it in both places, never in none.
 */
class MongoHistory {
    static final String FIELD = "history";
    static final String OLDER = "customer_history";

    /** A version is one entry: so the document never holds more than twice as many. */
    private static final int MOVED_AT_ONCE = 50;

    private final ReactiveMongoTemplate mongo;

    MongoHistory(ReactiveMongoTemplate mongo) {
        this.mongo = mongo;
    }

    Mono<Void> makeRoom(Customer customer) {
        return customer.version() % MOVED_AT_ONCE == 0 ? move(customer.id()) : Mono.empty();
    }

    private Mono<Void> move(String id) {
        return inDocument(id)
                .concatMap(entry -> copy(id, entry).thenReturn(entry.getLong("version")))
                .reduce(0L, Math::max)
                .flatMap(last -> mongo.execute(
                                MongoCustomers.CUSTOMERS,
                                customers ->
                                        customers.updateOne(eq("_id", id), Updates.pull(FIELD, lte("version", last))))
                        .then());
    }

    private Mono<Void> copy(String id, Document entry) {
        String key = id + ":" + entry.getLong("version");
        Document copy = new Document(entry).append("_id", key).append("of", id);
        return mongo.execute(OLDER, older -> older.replaceOne(eq("_id", key), copy, new ReplaceOptions().upsert(true)))
                .then();
    }

    /** Of a customer whose document has none any more. */
    Mono<Void> removeOlder(String id) {
        return mongo.execute(OLDER, older -> older.deleteMany(eq("of", id))).then();
    }

    /** Newest first. */
    Flux<HistoryEntry> read(String id, long firstVersion, long lastVersion) {
        Flux<Document> older = mongo.execute(
                OLDER,
                entries -> entries.find(and(eq("of", id), gte("version", firstVersion), lte("version", lastVersion)))
                        .sort(Sorts.descending("version")));
        return Flux.concat(inDocument(id), older)
                .map(HistoryDocument::toEntry)
                .filter(entry -> entry.version() >= firstVersion && entry.version() <= lastVersion)
                .distinct(HistoryEntry::version)
                .sort((one, other) -> Long.compare(other.version(), one.version()));
    }

    /**
     * One page of one kind, newest first. What has been copied but not yet taken out is counted once, in the document: all that
     * is older than its oldest entry is in the collection.
     */
    Mono<Page<HistoryEntry>> read(String id, Action action, int page, int pageSize) {
        return inDocument(id).collectList().flatMap(entries -> {
            List<Document> newest = entries.stream()
                    .filter(entry -> HistoryDocument.nameOf(action).equals(entry.getString("action")))
                    .sorted(Comparator.comparing((Document entry) -> entry.getLong("version"))
                            .reversed())
                    .toList();
            long oldest = entries.stream()
                    .mapToLong(entry -> entry.getLong("version"))
                    .min()
                    .orElse(Long.MAX_VALUE);
            Bson older = and(eq("of", id), eq("action", HistoryDocument.nameOf(action)), lt("version", oldest));
            return page(newest, older, (page - 1) * pageSize, pageSize)
                    .collectList()
                    .zipWith(count(older), (items, more) -> Page.of(items, newest.size() + more, page, pageSize));
        });
    }

    private Flux<HistoryEntry> page(List<Document> newest, Bson older, int skipped, int pageSize) {
        int from = Math.min(skipped, newest.size());
        List<Document> first = newest.subList(from, Math.min(from + pageSize, newest.size()));
        int missing = pageSize - first.size();
        Flux<Document> rest = missing == 0
                ? Flux.empty()
                : mongo.execute(
                        OLDER,
                        entries -> entries.find(older)
                                .sort(Sorts.descending("version"))
                                .skip(skipped - from)
                                .limit(missing));
        return Flux.fromIterable(first).concatWith(rest).map(HistoryDocument::toEntry);
    }

    private Mono<Long> count(Bson older) {
        return mongo.execute(OLDER, entries -> entries.countDocuments(older)).next();
    }

    private Flux<Document> inDocument(String id) {
        return mongo.execute(
                        MongoCustomers.CUSTOMERS,
                        customers -> customers.find(eq("_id", id)).projection(Projections.include(FIELD)))
                .flatMapIterable(customer -> customer.getList(FIELD, Document.class, List.of()));
    }
}
