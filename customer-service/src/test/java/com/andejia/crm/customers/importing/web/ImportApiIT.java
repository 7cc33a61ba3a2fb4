package com.andejia.crm.customers.importing.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.andejia.crm.customers.CustomerBodies;
import com.andejia.crm.customers.ServiceUnderTest;
import com.andejia.crm.customers.importing.TestFiles;
import com.andejia.crm.localstack.EventStreamClient;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.client.MultipartBodyBuilder;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import org.springframework.web.reactive.function.BodyInserters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ImportApiIT {
    private final ServiceUnderTest service = ServiceUnderTest.shared();
    private final String name = "导入" + UUID.randomUUID().toString().substring(0, 8);

    @Test
    void aFileBecomesCustomersOfWhoImportsItOrWhoeverItNames() {
        List<String> header = new ArrayList<>(TestFiles.HEADER);
        header.add("负责人");
        List<String> mine = new ArrayList<>(TestFiles.row(name + "甲"));
        List<String> bobs = new ArrayList<>(TestFiles.row(name + "乙"));
        bobs.add("bob");

        JsonNode begun = begin("客户.csv", TestFiles.utf8(TestFiles.csv(header, List.of(mine, bobs))));
        assertThat(begun.get("message").asString()).isEqualTo("导入已开始");
        JsonNode data = begun.get("data");
        assertThat(data.get("operationId").asString()).isNotBlank();
        assertThat(data.get("total").asInt()).isEqualTo(2);
        JsonNode finished = awaitFinished(data);

        assertThat(finished.get("created").asInt()).isEqualTo(2);
        assertThat(finished.get("done").asInt()).isEqualTo(2);
        assertThat(finished.get("remainingSeconds").asInt()).isZero();
        assertThat(finished.get("ratePerSecond").asDouble()).isPositive();
        assertThat(finished.at("/startedBy/id").asString()).isEqualTo("manager");
        assertThat(finished.get("startedAt").asString())
                .isLessThan(finished.get("finishedAt").asString());
        JsonNode items = customers();
        assertThat(items.valueStream().map(item -> item.at("/assignedTo/id").asString()))
                .containsExactly("manager", "bob");
        assertThat(items.get(0).at("/createdBy/name").asString()).isEqualTo("王经理");
        assertThat(items.get(0).at("/version").asInt()).isEqualTo(1);
    }

    @Test
    void whatIsWrongWithRowsIsCountedAndCanBeDownloaded() {
        String taken = CustomerBodies.phone();
        awaitFinished(begin("a.csv", TestFiles.csv(List.of(TestFiles.row(name, taken))))
                .get("data"));
        String twice = CustomerBodies.phone();
        List<List<String>> rows = List.of(
                TestFiles.row(name + "甲"),
                TestFiles.row(name + "乙", taken),
                TestFiles.row(name + "丙", twice),
                TestFiles.row(name + "丁", twice),
                List.of("@坏" + taken, "12345", "火星", "A类", "匹配中"),
                List.of("=1+1", CustomerBodies.phone(), "美团", "A类", "匹配中"));

        JsonNode finished = awaitFinished(begin("a.csv", TestFiles.csv(rows)).get("data"));

        assertThat(finished.get("total").asInt()).isEqualTo(6);
        assertThat(finished.get("created").asInt()).isEqualTo(2);
        assertThat(finished.get("duplicates").asInt()).isEqualTo(2);
        assertThat(finished.get("failed").asInt()).isEqualTo(2);
        String report = new String(
                service.as("manager")
                        .get()
                        .uri(
                                "/api/operations/{id}/errors",
                                finished.get("operationId").asString())
                        .exchange()
                        .expectStatus()
                        .isOk()
                        .expectHeader()
                        .contentType("text/csv;charset=UTF-8")
                        .expectHeader()
                        .valueMatches(HttpHeaders.CONTENT_DISPOSITION, "attachment;.*filename.*")
                        .expectBody()
                        .returnResult()
                        .getResponseBodyContent(),
                StandardCharsets.UTF_8);
        assertThat(report)
                .startsWith("\uFEFF行号,字段,原因")
                .contains("3,,该手机号已存在")
                .contains("5,手机号,与第 4 行重复")
                .contains("6,手机号,", "6,线索来源,")
                .contains("7,姓名,不能是公式")
                .as("whom a row is about, only the file tells: no erasure would reach it here")
                .doesNotContain(taken, twice, name, "坏");
        assertThat(report.lines().filter(line -> line.startsWith("6,"))).hasSize(2);
    }

    @Test
    void theStreamTellsProgressAtOnceAndEndsWithTheEnd() throws Exception {
        String token = service.token("manager"); // before, since signing in takes as long as some hundred rows
        String id = begin("a.xlsx", TestFiles.xlsx(TestFiles.rows(1_000)))
                .at("/data/operationId")
                .asString();
        try (EventStreamClient stream = EventStreamClient.open(
                URI.create(service.url() + "/api/operations/" + id + "/events"), "Authorization", "Bearer " + token)) {
            await().atMost(Duration.ofSeconds(60)).until(stream::ended);

            assertThat(stream.response().headers().firstValue("content-type").orElseThrow())
                    .startsWith("text/event-stream");
            assertThat(stream.events("finished")).hasSize(1);
            JsonNode last = JsonMapper.shared()
                    .readTree(stream.events("finished").get(0).data());
            assertThat(last.get("state").asString()).isEqualTo("FINISHED");
            assertThat(last.get("created").asInt()).isEqualTo(1_000);
            assertThat(stream.events("progress")).isNotEmpty();
            assertThat(stream.events("progress"))
                    .extracting(event -> JsonMapper.shared()
                            .readTree(event.data())
                            .get("done")
                            .asInt())
                    .isSorted()
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void aFileThatCannotBeReadLeavesNothingBehind() {
        List<List<String>> rows = new ArrayList<>(TestFiles.rows(120));
        rows.set(0, TestFiles.row(name));
        String broken = new String(TestFiles.csv(rows), StandardCharsets.UTF_8) + "\"";

        problem(post("manager", "a.csv", TestFiles.utf8(broken)), 400, "第 122 行");

        assertThat(customers()).isEmpty();
    }

    @Test
    void onlyManagersImport() {
        byte[] file = TestFiles.csv(TestFiles.rows(1));
        String id = begin("a.csv", file).at("/data/operationId").asString();

        problem(post("alice", "a.csv", file), 403, "没有权限");
        service.as("alice")
                .get()
                .uri("/api/operations/{id}", id)
                .exchange()
                .expectStatus()
                .isForbidden();
        service.as("alice")
                .get()
                .uri("/api/operations/{id}/errors", id)
                .exchange()
                .expectStatus()
                .isForbidden();
        service.as("alice")
                .get()
                .uri("/api/operations/{id}/events", id)
                .exchange()
                .expectStatus()
                .isForbidden();
        service.as("admin")
                .get()
                .uri("/api/operations/{id}", id)
                .exchange()
                .expectStatus()
                .isOk();
    }

    @Test
    void anOperationThatIsNotThereIsSaidSo() {
        for (String path : List.of("", "/errors", "/events")) {
            problem(
                    service.as("manager")
                            .get()
                            .uri("/api/operations/" + UUID.randomUUID() + path)
                            .exchange(),
                    404,
                    "操作不存在");
        }
    }

    @Test
    void whatIsNoFormWithAFileIsRefused() {
        WebTestClient manager = service.as("manager");
        problem(
                manager.post()
                        .uri("/api/customers/import")
                        .contentType(MediaType.APPLICATION_JSON)
                        .bodyValue("{}")
                        .exchange(),
                415,
                "multipart/form-data");
        problem(manager.post().uri("/api/customers/import").exchange(), 415, "multipart/form-data");
        for (String body :
                List.of("", "x", "--b", "--b\r\n\r\n", "--b--", "--b\r\nContent-Disposition: form-data\r\n\r\n")) {
            ResponseSpec response = manager.post()
                    .uri("/api/customers/import")
                    .header(HttpHeaders.CONTENT_TYPE, "multipart/form-data; boundary=b")
                    .bodyValue(body)
                    .exchange();
            problem(response, 400, "");
        }
        MultipartBodyBuilder form = new MultipartBodyBuilder();
        form.part("other", "value");
        problem(send("manager", form), 400, "请选择要导入的文件");
    }

    @Test
    void twoFilesAreOneTooMany() {
        MultipartBodyBuilder form = new MultipartBodyBuilder();
        form.part("file", resource("a.csv", TestFiles.csv(TestFiles.rows(1))));
        form.part("file", resource("b.csv", TestFiles.csv(TestFiles.rows(1))));

        problem(send("manager", form), 400, "一个文件");
    }

    @Test
    void aFileOfAnotherKindIsUnsupported() {
        problem(post("manager", "a.pdf", new byte[] {1}), 415, "只支持");
        problem(post("manager", "a.xls", new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0}), 415, "另存为");
        problem(post("manager", "a.xlsx", new byte[] {'P', 'K', 3, 4, 0}), 400, "损坏");
        problem(post("manager", "a.csv", new byte[0]), 400, "文件是空的");
    }

    @Test
    void tooManyBytesOrRowsAreTooLarge() {
        problem(post("manager", "a.csv", new byte[11 * 1024 * 1024]), 413, "10 MB");
        List<String> row = TestFiles.row(name);
        problem(post("manager", "a.csv", TestFiles.csv(Collections.nCopies(10_001, row))), 413, "10000 行");
        assertThat(customers()).isEmpty();
    }

    @Test
    void theTemplateComesInBothFormats() {
        ResponseSpec csv = template("csv").expectHeader().contentType("text/csv;charset=UTF-8");
        assertThat(new String(csv.expectBody().returnResult().getResponseBodyContent(), StandardCharsets.UTF_8))
                .contains("姓名*,手机号", "线索来源：美团 / 抖音");
        template("xlsx")
                .expectHeader()
                .contentType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        problem(
                service.as("manager")
                        .get()
                        .uri("/api/customers/import/template?format=pdf")
                        .exchange(),
                400,
                "只能是");
    }

    private ResponseSpec template(String format) {
        return service.as("manager")
                .get()
                .uri("/api/customers/import/template?format=" + format)
                .exchange()
                .expectStatus()
                .isOk();
    }

    private JsonNode begin(String fileName, byte[] content) {
        return post("manager", fileName, content)
                .expectStatus()
                .isAccepted()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody();
    }

    private JsonNode awaitFinished(JsonNode operation) {
        String id = operation.get("operationId").asString();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> operation(id).get("state").asString().equals("FINISHED"));
        return operation(id);
    }

    private JsonNode operation(String id) {
        return get("/api/operations/" + id).get("data");
    }

    private JsonNode customers() {
        return get("/api/customers?sortBy=name&sortOrder=desc&name=" + name).at("/data/items");
    }

    private JsonNode get(String uri) {
        return service.as("manager")
                .get()
                .uri(uri)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody();
    }

    private ResponseSpec post(String who, String fileName, byte[] content) {
        MultipartBodyBuilder form = new MultipartBodyBuilder();
        form.part("file", resource(fileName, content));
        return send(who, form);
    }

    private static ByteArrayResource resource(String fileName, byte[] content) {
        return new ByteArrayResource(content) {
            @Override
            public String getFilename() {
                return fileName;
            }
        };
    }

    private ResponseSpec send(String who, MultipartBodyBuilder form) {
        return service.as(who)
                .post()
                .uri("/api/customers/import")
                .body(BodyInserters.fromMultipartData(form.build()))
                .exchange();
    }

    private static void problem(ResponseSpec response, int status, String message) {
        Map<?, ?> problem = response.expectStatus()
                .isEqualTo(status)
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody(Map.class)
                .returnResult()
                .getResponseBody();
        assertThat(problem.get("success")).isEqualTo(false);
        assertThat((String) problem.get("message")).contains(message);
    }
}
