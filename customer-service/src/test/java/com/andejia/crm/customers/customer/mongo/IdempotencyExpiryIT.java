package com.andejia.crm.customers.customer.mongo;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.set;
import static org.assertj.core.api.Assertions.assertThat;

import com.andejia.crm.customers.CustomerBodies;
import com.andejia.crm.customers.ServiceUnderTest;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;

class IdempotencyExpiryIT {
    private final ServiceUnderTest service = ServiceUnderTest.shared();
    private final ReactiveMongoTemplate mongo = service.bean(ReactiveMongoTemplate.class);

    @Test
    void anExpiredKeyMayBeUsedForAnotherRequest() {
        String key = UUID.randomUUID().toString();
        create(key, 201);
        create(key, 422);
        expire(key);

        create(key, 201);
        create(key, 422);
    }

    @Test
    void expiredAnswersAreRemovedAndTheCustomersStay() {
        String key = UUID.randomUUID().toString();
        create(key, 201);
        long customers = count(new Document());
        expire(key);

        service.bean(IdempotencyExpiry.class).round().block();

        assertThat(count(new Document("idempotency.key", "alice:" + key))).isZero();
        assertThat(count(new Document())).isEqualTo(customers);
    }

    private void create(String key, int status) {
        service.as("alice")
                .post()
                .uri("/api/customers")
                .header("Idempotency-Key", key)
                .bodyValue(CustomerBodies.valid())
                .exchange()
                .expectStatus()
                .isEqualTo(status);
    }

    private void expire(String key) {
        Date past = Date.from(Instant.now().minusSeconds(1));
        mongo.execute(
                        "customers",
                        customers -> customers.updateOne(
                                eq("idempotency.key", "alice:" + key), set("idempotency.until", past)))
                .blockLast();
    }

    private long count(Document filter) {
        return mongo.execute("customers", customers -> customers.countDocuments(filter))
                .blockFirst();
    }
}
