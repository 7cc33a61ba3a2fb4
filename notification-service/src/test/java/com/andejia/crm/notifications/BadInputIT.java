package com.andejia.crm.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import com.andejia.crm.notifications.support.RealParts;
import com.andejia.crm.notifications.support.RealPartsTest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whatever a client sends, it gets a clear answer: problem details, in Chinese, and never a 500. */
@RealPartsTest
class BadInputIT {
    private static final JsonMapper JSON = JsonMapper.shared();

    @LocalServerPort
    private int port;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "page=0",
                "page=-1",
                "page=abc",
                "page=100001",
                "page=99999999999999999999",
                "pageSize=0",
                "pageSize=101",
                "status=GONE",
                "startDate=yesterday",
                "endDate=2025-13-01",
                "startDate=-999999999-01-01",
                "endDate=%2B999999999-12-31T23:59:59Z",
                "cursor=nonsense",
                "cursor="
            })
    void aParameterOutOfRangeIsRefusedByName(String query) {
        JsonNode problem = problem(get("/api/notifications?" + query), HttpStatus.BAD_REQUEST);

        assertThat(problem.at("/errors/0/field").asString()).isEqualTo(query.substring(0, query.indexOf('=')));
    }

    @Test
    void aSearchTextTooLongIsRefused() {
        problem(get("/api/notifications?search=" + "x".repeat(51)), HttpStatus.BAD_REQUEST);
    }

    @ParameterizedTest
    @ValueSource(strings = {".*", "(((", "[", "\\", "$ne", "%00", "'", "\""})
    void patternsAndOperatorsInASearchAreText(String text) {
        client(token())
                .get()
                .uri(uri -> uri.path("/api/notifications")
                        .queryParam("search", "{text}")
                        .build(text))
                .exchange()
                .expectStatus()
                .isOk();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "",
                "null",
                "42",
                "[]",
                "{\"notificationIds\":\"one\"}",
                "{\"notificationIds\":[]}",
                "{\"notificationIds\":[null]}",
                "{\"notificationIds\":[{\"$ne\":1}]}",
                "{}"
            })
    void aBodyThatIsNoListOfIdsIsRefused(String body) {
        problem(put("/api/notifications/mark-read", body), HttpStatus.BAD_REQUEST);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "null",
                "[]",
                "{}",
                "{\"until\":5}",
                "{\"until\":\"tomorrow\"}",
                "{\"until\":\"2020-01-01T00:00:00Z\"}",
                "{\"until\":\"2999-01-01T00:00:00Z\"}",
                "{\"until\":\"+999999999-12-31T23:59:59Z\"}"
            })
    void aTimeThatNothingCanBePutOffToIsRefused(String body) {
        problem(
                client(token())
                        .post()
                        .uri("/api/notifications/some-id/snooze")
                        .contentType(MediaType.APPLICATION_JSON)
                        .bodyValue(body)
                        .exchange()
                        .expectBody()
                        .returnResult(),
                HttpStatus.BAD_REQUEST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"archive", "unread"})
    void whatIsNotThereCannotBePutAway(String action) {
        problem(put("/api/notifications/" + UUID.randomUUID() + "/" + action, "{}"), HttpStatus.NOT_FOUND);
    }

    @Test
    void moreIdsThanFiveHundredAreRefused() {
        String ids = JSON.writeValueAsString(Map.of(
                "notificationIds",
                IntStream.range(0, 501).mapToObj(i -> "id" + i).toList()));

        problem(put("/api/notifications/mark-read", ids), HttpStatus.BAD_REQUEST);
    }

    @Test
    void aBodyTooLargeIsRefused() {
        String large = "{\"notificationIds\":[\"" + "x".repeat(70_000) + "\"]}";

        problem(put("/api/notifications/mark-read", large), HttpStatus.CONTENT_TOO_LARGE);
    }

    @Test
    void deepNestingIsRefused() {
        String deep = "{\"notificationIds\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}";

        problem(put("/api/notifications/mark-read", deep), HttpStatus.BAD_REQUEST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "another-life-0.3", ".", "a.b"})
    void markingUpToAnIdThatMeansNothingIsRefused(String upTo) {
        problem(
                put("/api/notifications/mark-all-read", JSON.writeValueAsString(Map.of("upTo", upTo))),
                HttpStatus.BAD_REQUEST);
    }

    @Test
    void idsThatDoNotExistChangeNothing() {
        EntityExchangeResult<byte[]> answer =
                put("/api/notifications/mark-read", "{\"notificationIds\":[\"" + UUID.randomUUID() + "\"]}");

        assertThat(answer.getStatus()).isEqualTo(HttpStatus.OK);
        assertThat(JSON.readTree(answer.getResponseBodyContent())
                        .at("/data/count")
                        .asInt())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/notifications/nothing-here, 404",
        "GET, /nothing-here, 404",
        "DELETE, /api/notifications, 405"
    })
    void whatIsNotThereIsSaidSo(HttpMethod method, String path, int status) {
        problem(
                client(token()).method(method).uri(path).exchange().expectBody().returnResult(),
                HttpStatus.valueOf(status));
    }

    @ParameterizedTest
    @ValueSource(strings = {"//unread-count", "/a%2Fb", "/%00", "/unread-count;x=1", "/%2e%2e/x"})
    void aPathThatMeansTwoThingsIsRefused(String path) {
        problem(
                client(token())
                        .get()
                        .uri(URI.create("http://localhost:" + port + "/api/notifications" + path))
                        .exchange()
                        .expectBody()
                        .returnResult(),
                HttpStatus.BAD_REQUEST);
    }

    @Test
    void aLastEventIdThatNoHeaderMayHoldIsRefused() {
        String bytes = new String("户".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);

        problem(
                client(token())
                        .get()
                        .uri("/api/notifications/stream")
                        .header("Last-Event-ID", bytes)
                        .exchange()
                        .expectBody()
                        .returnResult(),
                HttpStatus.BAD_REQUEST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/event-stream", "application/x-ndjson", "text/html"})
    void whatIsJsonCannotBeHadAsSomethingElse(String type) {
        problem(
                client(token())
                        .get()
                        .uri("/api/notifications/unread-count")
                        .header(HttpHeaders.ACCEPT, type)
                        .exchange()
                        .expectBody()
                        .returnResult(),
                HttpStatus.NOT_ACCEPTABLE);
    }

    @Test
    void aBodyThatIsNotJsonIsRefused() {
        problem(
                client(token())
                        .put()
                        .uri("/api/notifications/mark-read")
                        .contentType(MediaType.TEXT_PLAIN)
                        .bodyValue("ids")
                        .exchange()
                        .expectBody()
                        .returnResult(),
                HttpStatus.UNSUPPORTED_MEDIA_TYPE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/notifications", "/api/notifications/unread-count", "/api/notifications/stream"})
    void withoutAValidTokenNothingIsTold(String path) {
        List<String> tokens = List.of(
                "nonsense",
                "a.b.c",
                RealParts.ISSUER.expiredTokenFor("alice"),
                RealParts.ISSUER.forgedTokenFor("alice"),
                RealParts.ISSUER.tokenFor(" "));

        for (String token : tokens) {
            var refused = client(token).get().uri(path).exchange().expectBody().returnResult();
            problem(refused, HttpStatus.UNAUTHORIZED);
            assertThat(refused.getResponseHeaders().getFirst(HttpHeaders.WWW_AUTHENTICATE))
                    .isEqualTo("Bearer");
        }
        problem(
                WebTestClient.bindToServer()
                        .baseUrl("http://localhost:" + port)
                        .build()
                        .get()
                        .uri(path)
                        .exchange()
                        .expectBody()
                        .returnResult(),
                HttpStatus.UNAUTHORIZED);
    }

    @Test
    void aTokenInTheUrlCountsForNothing() {
        problem(
                WebTestClient.bindToServer()
                        .baseUrl("http://localhost:" + port)
                        .build()
                        .get()
                        .uri("/api/notifications/stream?access_token=" + token())
                        .exchange()
                        .expectBody()
                        .returnResult(),
                HttpStatus.UNAUTHORIZED);
    }

    @Test
    void theCookieOpensTheStreamOnly() {
        problem(
                WebTestClient.bindToServer()
                        .baseUrl("http://localhost:" + port)
                        .build()
                        .get()
                        .uri("/api/notifications")
                        .cookie("crm_session", token())
                        .exchange()
                        .expectBody()
                        .returnResult(),
                HttpStatus.UNAUTHORIZED);
    }

    private static JsonNode problem(EntityExchangeResult<byte[]> answer, HttpStatus status) {
        assertThat(answer.getStatus()).isEqualTo(status);
        assertThat(answer.getResponseHeaders().getContentType()).isEqualTo(MediaType.APPLICATION_PROBLEM_JSON);
        JsonNode problem = JSON.readTree(answer.getResponseBodyContent());
        assertThat(problem.get("success").asBoolean()).isFalse();
        assertThat(problem.get("message").asString()).containsPattern("\\p{IsHan}");
        assertThat(problem.get("status").asInt()).isEqualTo(status.value());
        assertThat(problem.toString()).doesNotContain("Exception").doesNotContain("com.andejia");
        return problem;
    }

    private EntityExchangeResult<byte[]> get(String path) {
        return client(token()).get().uri(path).exchange().expectBody().returnResult();
    }

    private EntityExchangeResult<byte[]> put(String path, String json) {
        return client(token())
                .put()
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(json)
                .exchange()
                .expectBody()
                .returnResult();
    }

    private static String token() {
        return RealParts.ISSUER.tokenFor("alice");
    }

    private WebTestClient client(String token) {
        return WebTestClient.bindToServer()
                .baseUrl("http://localhost:" + port)
                .defaultHeaders(headers -> headers.setBearerAuth(token))
                .build();
    }
}
