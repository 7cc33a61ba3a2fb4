package com.andejia.crm.customers.customer.mongo;

import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;

import com.andejia.crm.customers.CustomerCalls;
import com.andejia.crm.customers.ServiceUnderTest;
import com.andejia.crm.customers.api.Page;
import com.andejia.crm.customers.customer.Customers;
import com.andejia.crm.customers.customer.HistoryEntry;
import com.andejia.crm.customers.customer.HistoryEntry.Action;
import java.util.Map;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import reactor.core.publisher.Flux;

class MongoHistoryIT {
    private final ServiceUnderTest service = ServiceUnderTest.shared();
    private final CustomerCalls calls = new CustomerCalls(service);
    private final ReactiveMongoTemplate mongo = service.bean(ReactiveMongoTemplate.class);
    private final Customers customers = service.bean(Customers.class);

    /** As a crash leaves it, after the entries were copied and before they were taken out. */
    @Test
    void whatIsInBothPlacesIsThereOnce() {
        String id = calls.idOfNew("alice");
        IntStream.rangeClosed(1, 3)
                .forEach(i -> calls.followUp("alice", id, Map.of("type", "phone", "content", "第" + i))
                        .expectStatus()
                        .isCreated());
        copyAll(id);

        Page<HistoryEntry> followUps =
                customers.history(id, Action.FOLLOWED_UP, 1, 2).block();
        Page<HistoryEntry> rest =
                customers.history(id, Action.FOLLOWED_UP, 2, 2).block();

        assertThat(followUps.total()).isEqualTo(3);
        assertThat(followUps.items()).extracting(HistoryEntry::version).containsExactly(4L, 3L);
        assertThat(rest.items()).extracting(HistoryEntry::version).containsExactly(2L);
        assertThat(customers
                        .history(id, 1, 4)
                        .map(HistoryEntry::version)
                        .collectList()
                        .block())
                .containsExactly(4L, 3L, 2L, 1L);
    }

    private void copyAll(String id) {
        Flux.from(mongo.execute(MongoCustomers.CUSTOMERS, documents -> documents.find(eq("_id", id))))
                .flatMapIterable(customer -> customer.getList(MongoHistory.FIELD, Document.class))
                .map(entry -> new Document(entry)
                        .append("_id", id + ":" + entry.getLong("version"))
                        .append("of", id))
                .concatMap(copy -> mongo.execute(MongoHistory.OLDER, older -> older.insertOne(copy)))
                .blockLast();
    }
}
