package com.andejia.crm.localstack;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherTest {
    @TempDir
    Path root;

    private final List<String> console = new CopyOnWriteArrayList<>();
    private final Ports ports = new Ports(
            FreePorts.any(), FreePorts.any(), FreePorts.any(), FreePorts.any(), FreePorts.any(), FreePorts.any());

    @BeforeEach
    void installServices() throws IOException {
        FakeService.install(root, "customer-service");
        FakeService.install(root, "notification-service");
    }

    @Test
    void aDeadServiceIsStartedAgainAndServicesEndBeforeTheBroker() throws Exception {
        try (LocalRun run = new LocalRun(root, data(), ports, console::add)) {
            run.start();
            assertThat(console).anyMatch(line -> line.startsWith("customer-service is ready"));
            String firstPid = note(ports.customer(), "pid");

            assertThatThrownBy(() -> get(ports.customer(), "/die")).isInstanceOf(IOException.class);

            await().atMost(20, SECONDS).until(() -> console.contains("customer-service is ready again."));
            assertThat(note(ports.customer(), "pid")).isNotEqualTo(firstPid);
            assertThat(console).anyMatch(line -> line.contains("customer-service ended with exit code 3"));
            assertThat(printedCommand(2)).isEqualTo(sampleCustomer());
            assertThat(printedCommand(3)).isEqualTo("GET /api/notifications?page=1&pageSize=5 Bearer token-of-alice ");
        }
        assertThat(note(ports.customer(), "end")).isEqualTo("broker");
        assertThat(note(ports.notification(), "end")).isEqualTo("broker");
        assertThat(FreePorts.isFree(ports.kafka())).isTrue();
        assertThat(FreePorts.isFree(ports.mongo())).isTrue();
    }

    @Test
    void servicesEndWithALauncherThatIsKilledAndItsDataServeTheNextOne() throws Exception {
        JvmProcess launcher = JvmProcess.start(
                List.of("-cp", System.getProperty("java.class.path"), KilledLauncher.class.getName(), root.toString()),
                Map.of(
                        "CRM_KAFKA_PORT", String.valueOf(ports.kafka()),
                        "CRM_MONGO_PORT", String.valueOf(ports.mongo()),
                        "CRM_CUSTOMER_PORT", String.valueOf(ports.customer()),
                        "CRM_NOTIFICATION_PORT", String.valueOf(ports.notification()),
                        "CRM_CUSTOMER_MANAGEMENT_PORT", String.valueOf(ports.customerManagement()),
                        "CRM_NOTIFICATION_MANAGEMENT_PORT", String.valueOf(ports.notificationManagement())),
                root.resolve("launcher.log"));
        try (launcher) {
            await().atMost(30, SECONDS)
                    .until(() -> Files.readString(root.resolve("launcher.log")).contains("Up."));
            ProcessHandle service = ProcessHandle.of(Long.parseLong(note(ports.notification(), "pid")))
                    .orElseThrow();

            assertThatThrownBy(() -> start(ports))
                    .isInstanceOf(CannotStart.class)
                    .hasMessageContaining("already runs")
                    .hasMessageContaining(String.valueOf(launcher.pid()));

            launcher.kill();
            await().atMost(15, SECONDS).until(() -> !service.isAlive());
        }
        await().atMost(15, SECONDS).until(() -> FreePorts.isFree(ports.customer()));
        start(ports);
    }

    @Test
    void aTakenPortIsNamedWithWhatToDo() throws Exception {
        try (ServerSocket other = new ServerSocket(ports.kafka())) {
            assertThatThrownBy(() -> start(ports))
                    .isInstanceOf(CannotStart.class)
                    .hasMessage(
                            "Port %d (Kafka) is taken by another program: stop it or set CRM_KAFKA_PORT.",
                            other.getLocalPort());
        }
    }

    @Test
    void aServiceThatCannotStartIsNamedWithItsLog() throws Exception {
        Files.writeString(root.resolve("customer-service/target/customer-service.jar"), "not a jar");

        assertThatThrownBy(() -> start(ports))
                .isInstanceOf(CannotStart.class)
                .hasMessage(
                        "customer-service ended with exit code 1, see %s", data().resolve("logs/customer-service.log"));
    }

    @Test
    void aPortThatIsNoneIsRefused() {
        assertThatThrownBy(() -> Ports.from(Map.of("CRM_MONGO_PORT", "x")))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("CRM_MONGO_PORT");
    }

    /** The launcher with another working directory, which a JVM cannot give itself. */
    static final class KilledLauncher {
        public static void main(String[] arguments) {
            Path root = Path.of(arguments[0]);
            new LocalRun(root, root.resolve("data"), Ports.from(System.getenv()), System.out::println).start();
            System.out.println("Up.");
        }
    }

    private void start(Ports ports) {
        try (LocalRun run = new LocalRun(root, data(), ports, console::add)) {
            run.start();
        }
    }

    private Path data() {
        return root.resolve("data");
    }

    private String note(int port, String what) throws IOException {
        return Files.readString(data().resolve(port + "." + what));
    }

    private static void get(int port, String path) throws IOException {
        URI.create("http://localhost:" + port + path).toURL().openStream().close();
    }

    private String sampleCustomer() {
        return "POST /api/customers Bearer token-of-admin "
                + "{\"name\":\"测试通知客户\",\"phone\":\"13800138999\",\"leadSource\":\"美团\",\"leadLevel\":\"A类\","
                + "\"serviceCategory\":\"住家保姆\",\"contractStatus\":\"待定\",\"assignedTo\":\"alice\"}";
    }

    /** Pastes one of the commands that the launcher prints. */
    private String printedCommand(int number) throws IOException {
        String text = Welcome.text(ports);
        String command = text.substring(text.indexOf(number + ". "))
                .lines()
                .skip(2)
                .findFirst()
                .orElseThrow();
        Path script = Files.writeString(root.resolve("pasted.sh"), command);
        Process shell = new ProcessBuilder("bash", script.toString()).start();
        return new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
