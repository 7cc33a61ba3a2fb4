package com.andejia.crm.customers.customer.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.andejia.crm.customers.CustomerBodies;
import com.andejia.crm.customers.ServiceUnderTest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import org.springframework.web.util.DefaultUriBuilderFactory;
import org.springframework.web.util.UriBuilder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whatever a client sends, it is told what is wrong with it, and it is never our fault. */
class HostileRequestsIT {
    private final ServiceUnderTest service = ServiceUnderTest.shared();

    static Stream<String> hostileBodies() {
        String valid = JsonMapper.shared().writeValueAsString(CustomerBodies.valid());
        String open = valid.substring(0, valid.length() - 1);
        return Stream.of(
                "",
                "null",
                "[]",
                "42",
                "\"text\"",
                "{",
                "{\"name\":}",
                valid + "{}",
                open + ",\"name\":\"again\"}",
                open + ",\"remarks\":\"a\\u0000b\"}",
                open + ",\"remarks\":\"a\\ud800b\"}",
                open + ",\"\\ud800\":1}",
                open + ",\"$where\":1}",
                open + ",\"outbox.seq\":1}",
                open + ",\"name\":{\"$gt\":\"\"}}",
                open.replace("\"name\":\"测试通知客户\"", "\"name\":{\"$gt\":\"\"}") + "}",
                open.replace("\"name\":\"测试通知客户\"", "\"name\":\"\\u3000 \"") + "}",
                open + ",\"salaryBudget\":1e999999999}",
                open + ",\"salaryBudget\":1.5}",
                open + ",\"salaryBudget\":-1}",
                open + ",\"salaryBudget\":" + "9".repeat(900) + "}",
                open + ",\"salaryBudget\":" + "9".repeat(2000) + "}",
                open + ",\"familySize\":true}",
                open + ",\"expectedStartDate\":\"+999999999-01-01\"}",
                open + ",\"expectedStartDate\":\"2025-02-30\"}",
                open + ",\"remarks\":\"" + "长".repeat(1001) + "\"}",
                open + ",\"remarks\":" + "[".repeat(5000) + "]".repeat(5000) + "}",
                open + ",\"remarks\":" + "[".repeat(400) + "]".repeat(400) + "}");
    }

    @ParameterizedTest
    @MethodSource("hostileBodies")
    void aHostileBodyIsABadRequest(String body) {
        problem(send(MediaType.APPLICATION_JSON_VALUE, body.getBytes(StandardCharsets.UTF_8)), 400);
    }

    @Test
    void bytesThatAreNoUtf8AreABadRequest() {
        problem(send(MediaType.APPLICATION_JSON_VALUE, new byte[] {'{', '"', (byte) 0xC3, (byte) 0x28, '"', '}'}), 400);
    }

    @Test
    void aBodyThatIsTooLargeIsNotRead() {
        problem(send(MediaType.APPLICATION_JSON_VALUE, " ".repeat(70_000).getBytes(StandardCharsets.UTF_8)), 413);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/xml"})
    void anotherMediaTypeIsUnsupported(String type) {
        problem(send(type, new byte[] {'{', '}'}), 415);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/customers", "/api/customers/enums", "/api/staff", "/.well-known/jwks.json"})
    void whatIsJsonCannotBeHadAsAStream(String path) {
        problem(
                service.as("manager")
                        .get()
                        .uri(path)
                        .header(HttpHeaders.ACCEPT, MediaType.TEXT_EVENT_STREAM_VALUE)
                        .exchange(),
                406);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "page=0",
                "page=-1",
                "page=abc",
                "page=1.5",
                "page=99999999999999999999999",
                "pageSize=0",
                "pageSize=101",
                "sortBy=phone",
                "sortBy=$where",
                "sortOrder=up",
                "from=yesterday",
                "to=2025-13-01",
                "from=%2B999999999-12-31T00:00:00Z",
                "leadSource=%E7%81%AB",
                "search=%00",
                "search=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
            })
    void aHostileQueryIsABadRequest(String query) {
        problem(get("/api/customers?" + query), 400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "search=(",
                "search=[",
                "search=a%5CEb",
                "search=%FF",
                "search=%F0%9F%98%80",
                "name=.*",
                "unknown=1",
                "search="
            })
    void anOddQueryFindsNothingButIsNoError(String query) {
        get("/api/customers?" + query).expectStatus().isOk();
    }

    static Stream<Arguments> pathsAndStatuses() {
        return Stream.of(
                Arguments.of(HttpMethod.GET, "/api/nothing", 404),
                Arguments.of(HttpMethod.GET, "/api/customers/%00", 400),
                Arguments.of(HttpMethod.GET, "/api/customers/$ne", 404),
                Arguments.of(HttpMethod.GET, "/api/customers/%2e%2e%2fstaff", 400),
                Arguments.of(HttpMethod.GET, "/api/customers;x=1", 400),
                Arguments.of(HttpMethod.GET, "/api/customers/" + "a".repeat(3000), 404),
                Arguments.of(HttpMethod.DELETE, "/api/customers", 405),
                Arguments.of(HttpMethod.PUT, "/api/customers/enums", 405),
                Arguments.of(HttpMethod.GET, "/actuator/env", 404),
                Arguments.of(HttpMethod.GET, "/actuator/health", 404));
    }

    @ParameterizedTest
    @MethodSource("pathsAndStatuses")
    void whatIsNotThereIsSaidSo(HttpMethod method, String path, int status) {
        problem(service.as("manager").method(method).uri(uri(path)).exchange(), status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "clé"})
    void anIdempotencyKeyMustBeVisible(String key) {
        problem(withKey(key), 400);
    }

    @Test
    void anIdempotencyKeyMustNotBeTooLong() {
        problem(withKey("k".repeat(201)), 400);
        withKey("k".repeat(200)).expectStatus().isCreated();
    }

    @Test
    void withoutATokenNothingIsTold() {
        ResponseSpec response = service.anonymous().get().uri("/api/customers").exchange();

        problem(response, 401);
        response.expectHeader().valueEquals(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer", "Bearer x", "Bearer a.b.c", "Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZG1pbiJ9."})
    void aForgedTokenIsNone(String header) {
        problem(
                service.anonymous()
                        .get()
                        .uri("/api/customers")
                        .header(HttpHeaders.AUTHORIZATION, header)
                        .exchange(),
                401);
    }

    private ResponseSpec withKey(String key) {
        return service.as("alice")
                .post()
                .uri("/api/customers")
                .header("Idempotency-Key", key)
                .bodyValue(CustomerBodies.valid())
                .exchange();
    }

    private ResponseSpec send(String type, byte[] body) {
        return service.as("alice")
                .post()
                .uri("/api/customers")
                .header(HttpHeaders.CONTENT_TYPE, type)
                .bodyValue(body)
                .exchange();
    }

    private ResponseSpec get(String uri) {
        return service.as("manager").get().uri(uri(uri)).exchange();
    }

    /** As it is, without another encoding. */
    private Function<UriBuilder, URI> uri(String text) {
        return base -> {
            DefaultUriBuilderFactory factory = new DefaultUriBuilderFactory();
            factory.setEncodingMode(DefaultUriBuilderFactory.EncodingMode.NONE);
            return factory.uriString(base.build().toString() + text).build();
        };
    }

    private static void problem(ResponseSpec response, int status) {
        JsonNode problem = response.expectStatus()
                .isEqualTo(status)
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody();
        assertThat(problem.get("success").asBoolean()).isFalse();
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        assertThat(problem.get("message").asString()).isNotBlank();
    }
}
