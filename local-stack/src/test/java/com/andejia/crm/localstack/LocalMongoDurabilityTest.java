package com.andejia.crm.localstack;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Filters.nor;
import static com.mongodb.client.model.Updates.inc;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoException;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.Document;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class LocalMongoDurabilityTest {
    @TempDir
    Path dir;

    @Test
    void whatWasAcknowledgedSurvivesThatTheServerIsKilledWhileItWrites() {
        int port = FreePorts.any();
        AtomicInteger acknowledged = new AtomicInteger();
        try (JvmProcess server = fork(port);
                MongoClient client = connect(port)) {
            MongoCollection<Document> customers = customers(client);
            Mono.from(customers.createIndex(Indexes.ascending("phone"), new IndexOptions().unique(true)))
                    .block();
            Mono.from(customers.createIndex(Indexes.ascending("tenth"))).block();
            Mono.from(customers.insertOne(new Document("_id", "counter"))).block();

            // One write at a time: the count of answers is then exactly what must be found again.
            Flux.range(1, 10_000)
                    .concatMap(i -> Flux.concat(
                            customers.insertOne(
                                    new Document("_id", i).append("phone", i).append("tenth", i % 10)),
                            customers.updateOne(eq("_id", "counter"), inc("n", 1))))
                    .buffer(2)
                    .doOnNext(written -> acknowledged.incrementAndGet())
                    .doOnNext(written -> {
                        if (acknowledged.get() == 300) {
                            server.kill();
                        }
                    })
                    .onErrorComplete()
                    .blockLast();
        }

        try (JvmProcess server = fork(port);
                MongoClient client = connect(port)) {
            MongoCollection<Document> customers = customers(client);
            assertThat(acknowledged).hasValueGreaterThanOrEqualTo(300);
            assertThat(Mono.from(customers.countDocuments()).block()).isGreaterThan(acknowledged.get());
            assertThat(Mono.from(customers.find(eq("_id", "counter"))).block().getInteger("n"))
                    .isGreaterThanOrEqualTo(acknowledged.get());
            assertThat(Mono.from(customers.countDocuments(eq("tenth", 3))).block())
                    .as("an index knows what the documents say")
                    .isEqualTo(Mono.from(customers.countDocuments(nor(ne("tenth", 3))))
                            .block())
                    .isGreaterThan(0);
            assertThatThrownBy(() -> Mono.from(customers.insertOne(new Document("_id", "again").append("phone", 1)))
                            .block())
                    .isInstanceOfSatisfying(
                            MongoException.class, e -> assertThat(e.getCode()).isEqualTo(11000));
        }
    }

    @Test
    void documentsSurviveARestart() {
        for (int run = 1; run <= 3; run++) {
            try (LocalMongo mongo = LocalMongo.start(dir, 0);
                    MongoClient client = MongoClients.create(mongo.uri("crm"))) {
                Mono.from(customers(client).insertOne(new Document("_id", run))).block();
                assertThat(Mono.from(customers(client).countDocuments()).block())
                        .isEqualTo(run);
            }
        }
    }

    @Test
    void anIndexOfACollectionThatWasDroppedKnowsNothingOfTheNextOne() {
        try (LocalMongo mongo = LocalMongo.start(dir, 0);
                MongoClient client = MongoClients.create(mongo.uri("crm"))) {
            MongoCollection<Document> customers = customers(client);
            for (int round = 1; round <= 2; round++) {
                Mono.from(customers.insertOne(new Document("_id", round).append("owner", "alice")))
                        .block();
                Mono.from(customers.createIndex(Indexes.ascending("owner"))).block();
                assertThat(Mono.from(customers.countDocuments(eq("owner", "alice")))
                                .block())
                        .isEqualTo(1);
                Mono.from(customers.drop()).block();
            }
        }
    }

    @Test
    void aDatabaseIsOpenedWithoutReadingItsDocuments() {
        int bytes = 5_000_000;
        try (LocalMongo mongo = LocalMongo.start(dir, 0);
                MongoClient client = MongoClients.create(mongo.uri("crm"))) {
            MongoCollection<Document> customers = customers(client);
            for (String field : List.of("phone", "mail")) { // nobody has a mail address
                Mono.from(customers.createIndex(
                                Indexes.ascending(field),
                                new IndexOptions().unique(true).sparse(true)))
                        .block();
            }
            String text = "x".repeat(bytes / 1_000);
            Flux.range(1, 1_000)
                    .concatMap(i -> customers.insertOne(
                            new Document("_id", i).append("phone", i).append("text", text)))
                    .blockLast();
        }

        try (MVStore store = MVStore.open(dir.resolve(LocalMongo.FILE).toString())) {
            IndexedBackend.onDisk(store).resolveDatabase("crm");

            assertThat(store.getFileStore().getReadBytes()).isLessThan(bytes / 5);
        }
    }

    @Test
    void whatAnEarlierVersionHasWrittenIsNotTakenForNothing() throws IOException {
        Files.createFile(dir.resolve("documents.mv"));

        assertThatThrownBy(() -> LocalMongo.start(dir, 0))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("delete it");
    }

    private JvmProcess fork(int port) {
        return JvmProcess.start(
                LocalMongo.class, List.of("--port=" + port, "--data=" + dir.resolve("data")), dir.resolve("mongo.log"));
    }

    private static MongoClient connect(int port) {
        return MongoClients.create("mongodb://localhost:" + port + "/?serverSelectionTimeoutMS=20000");
    }

    private static MongoCollection<Document> customers(MongoClient client) {
        return client.getDatabase("crm").getCollection("customers");
    }
}
