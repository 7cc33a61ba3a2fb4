package com.andejia.crm.customers.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.andejia.crm.customers.ServiceUnderTest;
import com.andejia.crm.localstack.TestStack;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

class RefusedStartIT {

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void withoutAKeyOutsideTheLocalProfileAndWithASentenceRatherThanAStackTrace(CapturedOutput output) {
        refused(Map.of(), "crm.identity.signing-key");

        assertThat(output)
                .contains("APPLICATION FAILED TO START", "not safe to run: crm.identity.signing-key is missing")
                .doesNotContain("\tat ");
    }

    @Test
    void withLocalStaffSeededOutsideTheLocalProfile() throws Exception {
        refused(Map.of("crm.identity.signing-key", key(), "crm.identity.seed-local-staff", true), "seed-local-staff");
    }

    @Test
    void withTheFirstAdminsPasswordThatEverybodyKnows() throws Exception {
        refused(
                Map.of(
                        "crm.identity.signing-key", key(),
                        "crm.identity.first-admin.username", "admin",
                        "crm.identity.first-admin.password", "crm-local-admin"),
                "first-admin.password");
    }

    @Test
    void withLocalPasswordsInTheStore() throws Exception {
        String database = TestStack.shared().mongoUri("local-" + UUID.randomUUID());
        ServiceUnderTest.start(Map.of("spring.mongodb.uri", database)).close();

        refused(
                Map.of("crm.identity.signing-key", key(), "spring.mongodb.uri", database),
                "password of the local profile");
    }

    @Test
    void butTheFirstAdminCanSignInAndIsMadeOnce() throws Exception {
        Map<String, Object> settings = new HashMap<>(Map.of(
                "crm.identity.signing-key",
                key(),
                "crm.identity.first-admin.username",
                "root",
                "crm.identity.first-admin.password",
                "a long secret",
                "spring.mongodb.uri",
                TestStack.shared().mongoUri("first-" + UUID.randomUUID())));
        ServiceUnderTest.start("production", settings).close();
        settings.put("crm.identity.first-admin.password", "another secret");

        try (ServiceUnderTest service = ServiceUnderTest.start("production", settings)) {
            service.anonymous()
                    .post()
                    .uri("/api/auth/login")
                    .bodyValue(Map.of("username", "root", "password", "a long secret"))
                    .exchange()
                    .expectStatus()
                    .isOk()
                    .expectHeader()
                    .value("Set-Cookie", cookie -> assertThat(cookie).contains("Secure"));
            service.anonymous()
                    .get()
                    .uri("/v3/api-docs")
                    .exchange()
                    .expectStatus()
                    .isNotFound();
        }
    }

    @Test
    void andTheLocalKeyIsMadeOnceAndForNobodyElse(@TempDir Path data) throws Exception {
        Map<String, Object> settings =
                Map.of("CRM_DATA_DIR", data.resolve("new").toString());
        ServiceUnderTest.start(settings).close();
        Path file = data.resolve("new/jwt-signing-key.json");
        String key = Files.readString(file);
        ServiceUnderTest.start(settings).close();

        assertThat(Files.readString(file)).isEqualTo(key);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    private static void refused(Map<String, Object> settings, String reason) {
        assertThatThrownBy(() -> ServiceUnderTest.start("production", settings).close())
                .hasStackTraceContaining("StartRefused")
                .hasStackTraceContaining(reason);
    }

    private static String key() throws Exception {
        return new RSAKeyGenerator(2048).generate().toJSONString();
    }
}
