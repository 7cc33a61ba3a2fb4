package com.andejia.crm.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.andejia.crm.localstack.EventStreamClient;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThroughNginxIT {
    private final RunningSystem system = RunningSystem.shared();

    /** A gateway of which nobody has asked anything: it speaks HTTP/1.0 to the service, and buffers what it answers. */
    @Test
    void aStreamArrivesAtOnceWithoutAnySettingInNginx(@TempDir Path dir) throws Exception {
        try (Nginx nginx = Nginx.before(system.notifications(), dir)) {
            assertThatAStreamArrivesAtOnce(nginx);
        }
    }

    @Test
    void theGatewayOfTheComposeFileGivesBothServicesOneOrigin(@TempDir Path dir) throws Exception {
        try (Nginx nginx = Nginx.gateway(system, dir)) {
            assertThat(get(nginx, "/.well-known/jwks.json")).contains("\"keys\"");
            assertThat(get(nginx, "/")).contains("<html");
            assertThatAStreamArrivesAtOnce(nginx);
        }
    }

    private void assertThatAStreamArrivesAtOnce(Nginx nginx) throws Exception {
        Staff alice = Staff.signIn(system, "alice");
        try (EventStreamClient stream = EventStreamClient.open(
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

    private static String get(Nginx nginx, String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(nginx.uri().resolve(path)).build(), BodyHandlers.ofString())
                .body();
    }
}
