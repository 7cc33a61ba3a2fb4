package com.andejia.crm.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.andejia.crm.localstack.FreePorts;
import com.andejia.crm.localstack.ServiceProcess;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A manager imports many customers at once, and a crash in the middle of it changes nothing. */
class ImportIT {
    private static final AtomicInteger PHONES = new AtomicInteger();
    private static final Duration READY = Duration.ofSeconds(90);

    private final RunningSystem system = RunningSystem.shared();
    private final Staff manager = Staff.signIn(system, "manager");
    private final String name = "导入" + UUID.randomUUID().toString().substring(0, 8);

    @Test
    void theOwnerOfAnImportedCustomerIsToldOfThem() {
        Staff bob = Staff.signIn(system, "bob");

        JsonNode finished = awaitFinished(begin(1), Duration.ofSeconds(60));

        assertThat(finished.at("/created").asInt()).isEqualTo(1);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(bob.notificationsOf("CUSTOMER_ASSIGNED", name + 1))
                        .hasSize(1));
    }

    @Test
    void aFileWithOneRowTooManyIsRefusedAndNoneOfItIsStored() {
        Staff.Reply reply = manager.importCustomers(csv(10_001));

        assertThat(reply.status()).isEqualTo(413);
        assertThat(reply.body().at("/message").asString()).contains("10000");
        assertThat(manager.customersNamed(name)).isZero();
    }

    @Test
    void anImportThatIsKilledHalfwayGoesOnAndDoublesNothing() {
        int size = 1_000;
        String id = begin(size);
        awaitHalfway(id, size);

        system.customerService().kill();
        system.restartCustomerService();
        system.awaitReady();

        expectAll(awaitFinished(id, Duration.ofMinutes(2)), size);
    }

    @Test
    @Tag("chaos")
    void tenThousandCustomersGoOnAtAnotherReplicaWhenTheirsIsKilled() {
        int size = 10_000;
        String id = begin(size);
        ServiceProcess.Spec spec = system.customerService().spec();
        ServiceProcess.Spec second = new ServiceProcess.Spec(
                "customer-service-2",
                spec.jar(),
                spec.environment(),
                FreePorts.any(),
                FreePorts.any(),
                spec.logFile().resolveSibling("customer-service-2.log"));
        try (ServiceProcess replica = ServiceProcess.start(second)) {
            replica.awaitReady(READY);
            awaitHalfway(id, size);
            System.out.println("killed at " + manager.operation(id));
            system.customerService().kill();
            // Nobody is there to ask how far it is, until the other one has had time to finish.
            await().atMost(Duration.ofMinutes(5)).until(this::hasFinished);
            system.restartCustomerService();
            system.awaitReady();
            expectAll(manager.operation(id), size);
        }
    }

    @Test
    @Tag("chaos")
    void tenThousandCustomersTakeAMinuteOrTwo() {
        int size = 10_000;
        Instant asked = Instant.now();
        String id = begin(size);
        Duration answered = Duration.between(asked, Instant.now());

        JsonNode finished = awaitFinished(id, Duration.ofMinutes(5));

        System.out.printf(
                "import of %d rows: answered after %d ms, finished after %.1f s, %s rows/s%n",
                size,
                answered.toMillis(),
                Duration.between(asked, Instant.now()).toMillis() / 1000.0,
                finished.at("/ratePerSecond"));
        expectAll(finished, size);
    }

    private boolean hasFinished() {
        return system.log("customer-service-2").anyMatch(line -> line.matches(".*import \\S+ finished.*"));
    }

    private String begin(int size) {
        Staff.Reply reply = manager.importCustomers(csv(size));
        assertThat(reply.status()).isEqualTo(202);
        return reply.body().at("/data/operationId").asString();
    }

    private String csv(int size) {
        StringBuilder csv = new StringBuilder("姓名,手机号,线索来源,线索等级,签约状态,负责人\n");
        for (int i = 1; i <= size; i++) {
            csv.append("%s%d,137%08d,抖音,B类,待定,bob%n".formatted(name, i, PHONES.incrementAndGet()));
        }
        return csv.toString();
    }

    private void awaitHalfway(String id, int size) {
        await().pollInterval(Duration.ofMillis(100))
                .atMost(Duration.ofMinutes(2))
                .until(() -> manager.operation(id).at("/done").asInt() >= size / 2);
        assertThat(manager.operation(id).at("/state").asString()).isEqualTo("RUNNING");
    }

    private JsonNode awaitFinished(String id, Duration patience) {
        await().atMost(patience)
                .until(() -> manager.operation(id).at("/state").asString().equals("FINISHED"));
        return manager.operation(id);
    }

    /** A row that was entered twice would be counted as its own duplicate, for nobody has its phone twice. */
    private void expectAll(JsonNode finished, int size) {
        assertThat(finished.at("/state").asString()).isEqualTo("FINISHED");
        assertThat(finished.at("/created").asInt()).isEqualTo(size);
        assertThat(finished.at("/duplicates").asInt()).isZero();
        assertThat(finished.at("/failed").asInt()).isZero();
        assertThat(finished.at("/done").asInt()).isEqualTo(size);
        assertThat(manager.customersNamed(name)).isEqualTo(size);
    }
}
