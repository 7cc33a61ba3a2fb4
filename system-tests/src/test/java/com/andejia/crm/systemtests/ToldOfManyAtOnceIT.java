package com.andejia.crm.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.andejia.crm.localstack.EventStreamClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody is given three hundred customers at once: that is one thing to be told, whatever is killed meanwhile. */
class ToldOfManyAtOnceIT {
    private static final int MANY = 300;
    private static final String ONE = "CUSTOMER_ASSIGNED";
    private static final String SUMMARY = "CUSTOMER_ASSIGNED_SUMMARY";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static RunningSystem system;
    private static Staff manager;
    private static List<String> customers;

    /** Once the admin, who owns them, has heard of them all, nobody waits for anything any more. */
    @BeforeAll
    static void thereAreManyCustomersAndNothingIsLeftToTell() {
        system = RunningSystem.shared();
        manager = Staff.signIn(system, "manager");
        Staff admin = Staff.signIn(system, "admin");
        int before = admin.unread();
        customers = Stream.generate(() -> manager.createCustomer(Leads.forOwner("admin")))
                .limit(MANY)
                .map(reply -> reply.body().at("/data/id").asString())
                .toList();
        await().atMost(PATIENCE).until(() -> admin.unread() >= before + MANY);
    }

    @Test
    void itIsOneNotificationOneUnreadAndOnePopUp() {
        Staff ping = Staff.signIn(system, "admin").hire("ping", "小萍");
        try (EventStreamClient stream = listening(ping)) {
            giveOne("ping", stream);

            assertThat(giveMany("ping")).isEqualTo(MANY);

            expectToldOnce(ping, "ping", stream);
        }
    }

    /** Nor is the one who gives them kept waiting. */
    @Test
    void itIsStillOneIfTheServiceThatTellsIsKilledInTheMiddle() {
        Staff qiu = Staff.signIn(system, "admin").hire("qiu", "小秋");
        try (EventStreamClient before = listening(qiu)) {
            giveOne("qiu", before);

            CompletableFuture<Integer> given = CompletableFuture.supplyAsync(() -> giveMany("qiu"));
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> summaries(before).findAny().isPresent());
            system.notificationService().kill();

            assertThat(given).succeedsWithin(PATIENCE).isEqualTo(MANY);
            system.restartNotificationService();
            system.awaitReady();
            await().until(before::ended);
            assertThat(lastCount(before)).as("told before the kill").isBetween(1, MANY - 1);
            try (EventStreamClient after = qiu.streamAfter(lastId(before))) {
                expectToldOnce(qiu, "qiu", before, after);
            }
        }
    }

    /** @param streams as the person's browser has had them, the open one last */
    private static void expectToldOnce(Staff person, String id, EventStreamClient... streams) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(summaries(person))
                        .singleElement()
                        .satisfies(it -> assertThat(it.get("count").asInt()).isEqualTo(MANY)));
        assertThat(person.unread()).as("the one before, and all of these").isEqualTo(2);

        EventStreamClient open = streams[streams.length - 1];
        giveOne(id, open); // Whatever might come a second time has come before this.
        assertThat(lastCount(open)).isEqualTo(MANY);
        assertThat(Stream.of(streams).flatMap(ToldOfManyAtOnceIT::popUps))
                .extracting(it -> it.get("type").asString())
                .containsExactly(ONE, SUMMARY, ONE);
    }

    private static EventStreamClient listening(Staff person) {
        EventStreamClient stream = person.stream();
        await().until(() -> !stream.events("unread-count").isEmpty());
        return stream;
    }

    /** Returns when the stream has shown it. */
    private static void giveOne(String id, EventStreamClient stream) {
        Map<String, Object> lead = Leads.forOwner(id);
        assertThat(manager.createCustomer(lead).status()).isEqualTo(201);
        await().atMost(PATIENCE)
                .until(() -> popUps(stream)
                        .anyMatch(it -> it.at("/data/customerName").asString("").equals(lead.get("name"))));
    }

    /** How many rows were done. */
    private static int giveMany(String id) {
        Map<String, Object> wanted = Map.of("customerIds", customers, "assignedTo", id, "assignmentReason", "离客户近");
        return manager.post("/api/customers/batch-assign", wanted)
                .body()
                .at("/data/success")
                .asInt();
    }

    private static List<JsonNode> summaries(Staff person) {
        return person.notifications()
                .valueStream()
                .filter(it -> it.get("type").asString().equals(SUMMARY))
                .toList();
    }

    private static Stream<JsonNode> popUps(EventStreamClient stream) {
        return stream.events("notification").stream()
                .map(event -> JsonMapper.shared().readTree(event.data()));
    }

    /** As the stream has shown it, smaller ones first. */
    private static Stream<JsonNode> summaries(EventStreamClient stream) {
        return stream.events().stream()
                .filter(event -> event.name().startsWith("notification"))
                .map(event -> JsonMapper.shared().readTree(event.data()))
                .filter(it -> it.get("type").asString().equals(SUMMARY));
    }

    private static int lastCount(EventStreamClient stream) {
        return summaries(stream)
                .reduce((one, next) -> next)
                .map(it -> it.get("count").asInt())
                .orElse(0);
    }

    private static String lastId(EventStreamClient stream) {
        return stream.events().stream()
                .map(EventStreamClient.Event::id)
                .filter(id -> !id.isEmpty())
                .reduce((one, next) -> next)
                .orElseThrow();
    }
}
