package com.andejia.crm.notifications.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.andejia.crm.events.CustomerCreated;
import com.andejia.crm.events.DomainEvent;
import com.andejia.crm.events.Person;
import com.andejia.crm.events.StaffChanged;
import com.andejia.crm.localstack.EventStreamClient;
import com.andejia.crm.notifications.feed.FeedLag;
import com.andejia.crm.notifications.feed.NotificationRequest;
import com.andejia.crm.notifications.feed.NotificationRequests;
import com.andejia.crm.notifications.staff.StaffDirectory;
import com.andejia.crm.notifications.staff.StaffTableReady;
import com.andejia.crm.notifications.support.EventRecords;
import com.andejia.crm.notifications.support.RealParts;
import com.andejia.crm.notifications.support.RealPartsTest;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.kafka.core.KafkaTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Each report there is: its time comes, and the streams of those who should have it, and of those who should not. */
@RealPartsTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EveryReportIT {
    /** Six in the evening in Shanghai, of a Monday that is the first of a month: all are due. */
    private static final Instant DUE = Instant.parse("2025-12-01T10:00:00Z");

    private final String employee = "employee-" + UUID.randomUUID();
    private final String manager = "manager-" + UUID.randomUUID();
    private final String gone = "gone-" + UUID.randomUUID();
    private final Map<String, EventStreamClient> streams = new HashMap<>();

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

    @BeforeAll
    void theirTimeComesWhileEverybodyLooksOn() throws Exception {
        publish(new StaffChanged(employee, "员工", List.of("employee"), true));
        publish(new StaffChanged(manager, "经理", List.of("manager"), true));
        publish(new StaffChanged(gone, "前员工", List.of("manager"), false));
        publish(new CustomerCreated(
                "customer-" + employee, "CUS1", "客户", null, "美团", new Person(employee, "员工"), null, null));
        eventually().until(() -> staff.everybody().containsAll(List.of(employee, manager)));
        eventually().until(() -> progress.hasPassed(Instant.now()).block());
        for (String person : List.of(employee, manager, gone)) {
            streams.put(person, stream(person));
        }

        round();

        for (String person : streams.keySet()) {
            tellLast(person);
        }
    }

    @AfterAll
    void closeAll() {
        streams.values().forEach(EventStreamClient::close);
    }

    @ParameterizedTest
    @EnumSource
    void itIsSeenByThoseItIsForAndByNobodyElse(ReportType type) {
        String whoseNumbers = type == ReportType.DAILY_REPORT_TEAM ? manager : employee;

        assertThat(seen(employee, type)).hasSize(type == ReportType.DAILY_REPORT_TEAM ? 0 : 1);
        assertThat(seen(manager, type)).hasSize(1);
        assertThat(seen(gone, type)).isEmpty();
        assertThat(seen(whoseNumbers, type))
                .singleElement()
                .satisfies(it -> assertThat(it.get("content").asString()).isEqualTo(text(type)));
    }

    /** The employee entered a customer on the Monday before. */
    private static String text(ReportType type) {
        return switch (type) {
            case DAILY_REPORT_PERSONAL -> "2025年12月1日：新增客户 0，跟进 0，签约 0";
            case DAILY_REPORT_TEAM -> "2025年12月1日 团队：新增客户 0，签约 0，排名 暂无";
            case WEEKLY_REPORT -> "2025年第48周（11月24日–11月30日）：新增客户 1，跟进 0，签约 0";
            case MONTHLY_REPORT -> "2025年11月：新增客户 1，跟进 0，签约 0";
        };
    }

    private void round() {
        SentReports sent = new NothingSent(Instant.EPOCH);
        Clock clock = Clock.fixed(DUE, ZoneOffset.UTC);
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

    /** Returns when their stream has shown it, and with it all that was sent before. */
    private void tellLast(String person) {
        requests.send(new NotificationRequest(
                        "QUIET_HOURS_SUMMARY", person, "last", DUE, "last", Map.of("count", "1"), null))
                .block();
        eventually()
                .until(() ->
                        shown(person).anyMatch(it -> it.get("type").asString().equals("QUIET_HOURS_SUMMARY")));
    }

    private List<JsonNode> seen(String person, ReportType type) {
        return shown(person)
                .filter(it -> it.get("type").asString().equals(type.name()))
                .toList();
    }

    private Stream<JsonNode> shown(String person) {
        return streams.get(person).events("notification").stream()
                .map(event -> JsonMapper.shared().readTree(event.data()));
    }

    private void publish(DomainEvent event) throws Exception {
        kafka.send(EventRecords.of(event, UUID.randomUUID().toString())).get(10, TimeUnit.SECONDS);
    }

    private EventStreamClient stream(String person) throws Exception {
        var stream = EventStreamClient.open(
                URI.create("http://localhost:" + port + "/api/notifications/stream"),
                "Authorization",
                "Bearer " + RealParts.ISSUER.tokenFor(person));
        eventually().until(() -> !stream.events("unread-count").isEmpty());
        return stream;
    }

    private static ConditionFactory eventually() {
        return await().atMost(Duration.ofSeconds(30));
    }
}
