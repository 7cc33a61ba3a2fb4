package com.andejia.crm.notifications.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.andejia.crm.notifications.feed.NotificationRequest;
import com.andejia.crm.notifications.report.Activity.Kind;
import com.andejia.crm.notifications.staff.StaffTableReady;
import com.andejia.crm.notifications.support.FixedStaff;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.Exceptions;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Rounds of a Wednesday evening in Shanghai. */
class ReportingTest {
    private static final Instant SIX = Instant.parse("2026-11-25T10:00:00Z");
    private static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");
    private static final ReportProperties PROPERTIES = new ReportProperties(
            LocalTime.of(18, 0), LocalTime.of(9, 0), Duration.ofSeconds(30), Duration.ofMinutes(30));

    private final List<Activity> done = new ArrayList<>();
    private final List<NotificationRequest> requests = new ArrayList<>();
    private final Set<String> sent = new HashSet<>();
    private final Map<String, String> reached = new HashMap<>();
    private FixedStaff staff = new FixedStaff(Map.of("alice", "employee", "manager", "manager"));
    private final Deque<Long> feedLag = new ArrayDeque<>();
    private Instant began = LONG_AGO;
    private boolean allIsCounted = true;
    private @Nullable String unreachable;

    @BeforeEach
    void workWasDone() {
        sent.add("report:WEEKLY_REPORT:2026-W47");
        done.add(new Activity("1", "alice", Kind.NEW_CUSTOMER, SIX.minusSeconds(1)));
        done.add(new Activity("2", "alice", Kind.FOLLOW_UP, SIX.minus(Duration.ofHours(24))));
        done.add(new Activity("3", "manager", Kind.CONTRACT_SIGNED, SIX.minus(Duration.ofHours(5))));
        done.add(new Activity("4", "website", Kind.NEW_CUSTOMER, SIX.minus(Duration.ofHours(6))));
        done.add(new Activity("5", "alice", Kind.NEW_CUSTOMER, SIX));
        done.add(new Activity(
                "6", "alice", Kind.FOLLOW_UP, SIX.minus(Duration.ofHours(24)).minusMillis(1)));
    }

    @Test
    void everybodyIsToldOfTheirOwnDayAndManagersOfEverybodys() {
        round(SIX);

        assertThat(requests).hasSize(3);
        assertThat(variables("DAILY_REPORT_PERSONAL", "alice"))
                .containsEntry("date", "2026年11月25日")
                .containsEntry("newCustomers", "1")
                .containsEntry("followUps", "1")
                .containsEntry("contractsSigned", "0");
        assertThat(variables("DAILY_REPORT_PERSONAL", "manager")).containsEntry("contractsSigned", "1");
        assertThat(variables("DAILY_REPORT_TEAM", "manager"))
                .containsEntry("newCustomers", "2")
                .containsEntry("contractsSigned", "1")
                .containsEntry("ranking", "1.manager（签约 1，新增 0）、2.alice（签约 0，新增 1）");
    }

    @Test
    void aReportBearsTheTimeItWasDueAndAnIdThatIsTheSameWhoeverSendsIt() {
        round(SIX.plus(Duration.ofMinutes(90)));

        assertThat(requests).allSatisfy(request -> {
            assertThat(request.eventTime()).isEqualTo(SIX);
            assertThat(request.eventId()).isEqualTo("report:" + request.type() + ":2026-11-25");
        });
    }

    @Test
    void whatWasSentToEverybodyIsNotSentAgain() {
        round(SIX);
        requests.clear();

        round(SIX.plusSeconds(30));

        assertThat(requests).isEmpty();
    }

    @Test
    void whatWasNotSentToEverybodyIsSentAgainToAll() {
        unreachable = "manager";
        assertThatThrownBy(() -> round(SIX))
                .as("both the personal and the team's report")
                .matches(Exceptions::isMultiple);
        unreachable = null;
        requests.clear();

        round(SIX.plusSeconds(30));

        assertThat(requests)
                .extracting(NotificationRequest::recipient)
                .containsExactlyInAnyOrder("alice", "manager", "manager");
    }

    @Test
    void aRoundThatIsCutOffIsGoneOnWithBehindItsLastPortion() {
        List<String> everybody =
                IntStream.range(0, 600).mapToObj("member-%03d"::formatted).toList();
        staff = new FixedStaff(everybody.stream().collect(Collectors.toMap(it -> it, it -> "employee")));
        unreachable = "member-300";
        assertThatThrownBy(() -> round(SIX)).hasMessage("the broker is away");
        assertThat(requests).extracting(NotificationRequest::recipient).contains("member-249");
        unreachable = null;
        requests.clear();

        round(SIX.plusSeconds(30));

        assertThat(requests)
                .extracting(NotificationRequest::recipient)
                .containsExactlyElementsOf(everybody.subList(250, 600));
    }

    @Test
    void nothingIsSentWhileTheFeedHasMuchToWrite() {
        feedLag.addAll(List.of(501L, 500L, 499L));

        round(SIX);

        assertThat(feedLag).isEmpty();
        assertThat(requests).hasSize(3);
    }

    @Test
    void nothingIsSentBeforeItIsKnownWhoWorksHere() {
        reporting(SIX).round().block();

        assertThat(requests).isEmpty();
        assertThat(sent).containsExactly("report:WEEKLY_REPORT:2026-W47");
    }

    @Test
    void aNewInstallationDoesNotReportOfTheTimeBefore() {
        began = SIX.plusMillis(1);

        round(SIX.plusSeconds(30));

        assertThat(requests).isEmpty();
    }

    @Test
    void aReportWaitsForWhatIsNotCountedYet() {
        allIsCounted = false;
        round(SIX.plus(Duration.ofMinutes(30)));
        assertThat(requests).isEmpty();

        allIsCounted = true;
        round(SIX.plus(Duration.ofMinutes(30)));
        assertThat(requests).hasSize(3);
    }

    @Test
    void aReportDoesNotWaitForEver() {
        allIsCounted = false;

        round(SIX.plus(Duration.ofMinutes(31)));

        assertThat(requests).hasSize(3);
    }

    private Map<String, String> variables(String type, String recipient) {
        return requests.stream()
                .filter(request ->
                        request.type().equals(type) && request.recipient().equals(recipient))
                .findFirst()
                .orElseThrow()
                .variables();
    }

    private void round(Instant now) {
        Reporting reporting = reporting(now);
        reporting.on(new StaffTableReady());
        reporting.round().block();
    }

    private Reporting reporting(Instant now) {
        SentReports known = new Sent();
        Clock clock = Clock.fixed(now, ZoneOffset.UTC);
        return new Reporting(
                new ReportCalendar(ZoneId.of("Asia/Shanghai"), PROPERTIES),
                known,
                time -> Mono.just(allIsCounted),
                new ReportSending(new Done(), staff, known, this::send, this::behind, 500, clock),
                PROPERTIES,
                clock);
    }

    private long behind() {
        return feedLag.isEmpty() ? 0 : feedLag.remove();
    }

    private Mono<Void> send(NotificationRequest request) {
        if (request.recipient().equals(unreachable)) {
            return Mono.error(new IllegalStateException("the broker is away"));
        }
        return Mono.fromRunnable(() -> requests.add(request));
    }

    private final class Sent implements SentReports {
        @Override
        public Mono<Instant> began(Instant now) {
            return Mono.just(began);
        }

        @Override
        public Mono<Boolean> contains(String report) {
            return Mono.just(sent.contains(report));
        }

        @Override
        public Mono<Void> add(String report, Instant sentAt) {
            return Mono.fromRunnable(() -> sent.add(report));
        }

        @Override
        public Mono<String> reached(String report) {
            return Mono.justOrEmpty(reached.get(report));
        }

        @Override
        public Mono<Void> reach(String report, String recipient) {
            return Mono.fromRunnable(() -> reached.put(report, recipient));
        }
    }

    private final class Done implements Activities {
        @Override
        public Mono<Void> note(Collection<Activity> activities) {
            return Mono.error(new UnsupportedOperationException());
        }

        @Override
        public Mono<Tally> count(Instant from, Instant until) {
            return Flux.fromIterable(done)
                    .filter(it -> !it.at().isBefore(from) && it.at().isBefore(until))
                    .reduce(Tally.EMPTY, (tally, it) -> tally.plus(it.person(), Work.of(it.kind(), 1)));
        }
    }
}
