package com.andejia.crm.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.andejia.crm.localstack.EventStreamClient;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gateway of which nobody has asked anything: it speaks HTTP/1.0 to the service, and buffers what it answers. */
class ThroughNginxIT {
    @Test
    void aStreamArrivesAtOnceWithoutAnySettingInNginx(@TempDir Path dir) throws Exception {
        RunningSystem system = RunningSystem.shared();
        Staff alice = Staff.signIn(system, "alice");
        try (Nginx nginx = Nginx.before(system.notifications(), dir);
                EventStreamClient stream = EventStreamClient.open(
                        nginx.uri().resolve("/api/notifications/stream"), "Authorization", "Bearer " + alice.token())) {
            // Held back, it would come when heartbeats have filled a buffer, half an hour later.
            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(
                            () -> assertThat(stream.events("unread-count")).isNotEmpty());

            Staff.signIn(system, "admin").createCustomer(Leads.forOwner("alice"));

            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(
                            () -> assertThat(stream.events("notification")).hasSize(1));
        }
    }
}
