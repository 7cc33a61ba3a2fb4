package com.andejia.crm.notifications.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.andejia.crm.events.CustomerCreated;
import com.andejia.crm.events.DomainEvent;
import com.andejia.crm.events.Person;
import com.andejia.crm.events.StaffChanged;
import com.andejia.crm.notifications.feed.FeedLag;
import com.andejia.crm.notifications.feed.NotificationRequest;
import com.andejia.crm.notifications.feed.NotificationRequests;
import com.andejia.crm.notifications.staff.StaffDirectory;
import com.andejia.crm.notifications.staff.StaffTableReady;
import com.andejia.crm.notifications.support.EventRecords;
import com.andejia.crm.notifications.support.RealParts;
import com.andejia.crm.notifications.support.RealPartsTest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** From an event of the day to the report of it; it is six in the evening of that day, in Shanghai. */
@RealPartsTest
class ReportIT {
    private static final Instant SIX = Instant.parse("2025-11-24T10:00:00Z");

    private final String member = "member-" + UUID.randomUUID();

    @LocalServerPort
    private int port;

    @Autowired
    private KafkaTemplate<String, byte[]> kafka;

    @Autowired
    private ReportCalendar calendar;

    @Autowired
    private Activities activities;

    @Autowired
    private ActivityProgress progress;

    @Autowired
    private StaffDirectory staff;

    @Autowired
    private NotificationRequests requests;

    @Autowired
    private FeedLag lag;

    @Autowired
    private ReportProperties properties;

    @Test
    void whatSomebodyDidStandsInTheirReportOnceHoweverOftenItIsSent() throws Exception {
        publish(new StaffChanged(member, "成员", List.of("employee"), true), "staff-" + member);
        CustomerCreated created = new CustomerCreated(
                "customer-" + member, "CUS1", "客户", null, "美团", new Person(member, "成员"), null, null);
        publish(created, "event-" + member);
        publish(created, "event-" + member);
        eventually().until(() -> staff.nameOf(member).isPresent());
        eventually().until(() -> progress.hasPassed(Instant.now()).block());

        send();
        send();
        sendAnother();

        eventually().until(() -> list("MONTHLY_REPORT").get("total").asInt() == 1);
        assertThat(list("DAILY_REPORT_PERSONAL").get("items")).hasSize(1);
        JsonNode report = list("DAILY_REPORT_PERSONAL").get("items").get(0);
        assertThat(report.get("content").asString()).isEqualTo("2025年11月24日：新增客户 1，跟进 0，签约 0");
        assertThat(report.get("createdAt").asString()).isEqualTo("2025-11-24T10:00:00.000Z");
    }

    /** To all, as after a crash: nothing is known of what was sent before. */
    private void send() {
        SentReports sent = new NothingSent(SIX.minus(Duration.ofHours(1)));
        Clock clock = Clock.fixed(SIX, ZoneOffset.UTC);
        Reporting reporting = new Reporting(
                calendar,
                sent,
                progress,
                new ReportSending(activities, staff, sent, requests, lag, 500, clock),
                properties,
                clock);
        reporting.on(new StaffTableReady());
        reporting.round().block();
    }

    /** What somebody is told of is stored in the order in which it was sent: with this one, all before it is. */
    private void sendAnother() {
        Map<String, String> variables =
                Map.of("period", "2025年11月", "newCustomers", "1", "followUps", "0", "contractsSigned", "0");
        requests.send(new NotificationRequest("MONTHLY_REPORT", member, "last", SIX, "last", variables, null))
                .block();
    }

    private void publish(DomainEvent event, String id) throws Exception {
        kafka.send(EventRecords.of(event, id)).get(10, TimeUnit.SECONDS);
    }

    private JsonNode list(String type) {
        byte[] answer = WebTestClient.bindToServer()
                .baseUrl("http://localhost:" + port)
                .defaultHeaders(headers -> headers.setBearerAuth(RealParts.ISSUER.tokenFor(member)))
                .build()
                .get()
                .uri("/api/notifications?type=" + type)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .returnResult()
                .getResponseBodyContent();
        return JsonMapper.shared().readTree(answer).get("data");
    }

    private static ConditionFactory eventually() {
        return await().atMost(Duration.ofSeconds(30));
    }
}
