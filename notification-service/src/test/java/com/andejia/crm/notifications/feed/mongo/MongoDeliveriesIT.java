package com.andejia.crm.notifications.feed.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import com.andejia.crm.localstack.TestStack;
import com.andejia.crm.notifications.feed.Delivery;
import com.andejia.crm.notifications.feed.Spread;
import com.mongodb.reactivestreams.client.MongoClients;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import reactor.core.publisher.Flux;

/** What screens have shown, on the real wire protocol. */
class MongoDeliveriesIT {
    private static final Instant STORED = Instant.parse("2026-11-25T12:00:00.040Z");
    private static final Instant NOW = STORED.plusSeconds(60);

    private final ReactiveMongoTemplate mongo = new ReactiveMongoTemplate(
            MongoClients.create(TestStack.shared().mongoUri("deliveries")), "deliveries-" + UUID.randomUUID());
    private final MongoDeliveries deliveries = new MongoDeliveries(mongo);

    @BeforeEach
    void twoOfAliceAndOneOfBob() {
        insert("1", "alice", STORED);
        insert("2", "alice", STORED.plusSeconds(1));
        insert("3", "bob", STORED.plusSeconds(2));
    }

    @Test
    void theFirstTimeStaysAndOnlyOnesOwnAreNoted() {
        Instant shown = STORED.plusSeconds(5);

        assertThat(note(Map.of("1", shown, "3", shown, "unknown", shown))).isEqualTo(1);
        assertThat(note(Map.of("1", shown.plusSeconds(1)))).isZero();
        assertThat(note(Map.of("1", shown.minusSeconds(1), "2", shown))).isEqualTo(1);

        assertThat(all()).extracting(Delivery::displayedAt).containsExactlyInAnyOrder(shown, shown, null);
        assertThat(deliveries.displayedAt("alice", "1").block()).isEqualTo(shown);
        assertThat(deliveries.displayedAt("bob", "1").block()).isNull();
        assertThat(deliveries.displayedAt("bob", "3").block()).isNull();
    }

    @Test
    void aTimeThatCannotBeIsTakenForTheNearestThatCan() {
        assertThat(note(Map.of("1", STORED.minusSeconds(3600), "2", NOW.plusSeconds(3600))))
                .isEqualTo(2);

        assertThat(all()).extracting(Delivery::displayedAt).containsExactlyInAnyOrder(STORED, NOW, null);
    }

    @Test
    void whatWasStoredInATimeIsFoundWithHowFarItHasCome() {
        Flux.from(mongo.getCollection(MongoNotifications.COLLECTION)
                        .flatMapMany(all -> all.updateOne(
                                new Document("_id", "1"),
                                new Document("$set", new Document("readAt", Date.from(NOW)).append("silent", true)))))
                .blockLast();

        assertThat(deliveries
                        .stored(STORED, STORED.plusSeconds(1))
                        .collectList()
                        .block())
                .containsExactly(new Delivery("A", STORED.minusMillis(40), STORED, null, true, true));
        assertThat(deliveries.stored(STORED.plusSeconds(2), NOW).collectList().block())
                .containsExactly(new Delivery(
                        "A", STORED.plusSeconds(2).minusMillis(40), STORED.plusSeconds(2), null, false, false));
    }

    @Test
    void howFarASubjectHasComeIsCounted() {
        Flux.from(mongo.getCollection(MongoNotifications.COLLECTION)
                        .flatMapMany(all -> all.updateMany(
                                new Document("_id", new Document("$in", List.of("1", "3"))),
                                new Document("$set", new Document("subject", "s")))))
                .blockLast();
        note(Map.of("1", STORED.plusSeconds(5)));

        assertThat(deliveries.spread("A", "s").block()).isEqualTo(new Spread(2, 1, 0));
        assertThat(deliveries.spread("B", "s").block()).isEqualTo(new Spread(0, 0, 0));
    }

    private long note(Map<String, Instant> displayed) {
        return deliveries.note("alice", displayed, NOW).block();
    }

    private List<Delivery> all() {
        return deliveries.stored(STORED, NOW).collectList().block();
    }

    private void insert(String id, String recipient, Instant storedAt) {
        Document document = new Document("_id", id)
                .append("kind", EntryDocument.NOTIFICATION)
                .append("userId", recipient)
                .append("type", "A")
                .append("createdAt", Date.from(storedAt.minusMillis(40)))
                .append("storedAt", Date.from(storedAt))
                .append("readAt", null)
                .append("silent", false);
        mongo.getCollection(MongoNotifications.COLLECTION)
                .flatMapMany(all -> all.insertOne(document))
                .blockLast();
    }
}
