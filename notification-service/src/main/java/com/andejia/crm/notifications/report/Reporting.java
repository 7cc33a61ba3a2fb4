package com.andejia.crm.notifications.report;

import com.andejia.crm.notifications.feed.NotificationRequest;
import com.andejia.crm.notifications.feed.NotificationRequests;
import com.andejia.crm.notifications.staff.StaffDirectory;
import com.andejia.crm.notifications.staff.StaffTableReady;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Sends the reports that are due and have not been sent. It may be cut off anywhere and done by several at once: a report is
 * sent again until it was sent to everybody, and whoever had it has it once.
 */
@Component
class Reporting {
    private static final Logger log = LoggerFactory.getLogger(Reporting.class);
    private static final int IN_FLIGHT = 64;

    private final ReportCalendar calendar;
    private final SentReports sent;
    private final Activities activities;
    private final ActivityProgress progress;
    private final StaffDirectory staff;
    private final NotificationRequests requests;
    private final Duration longestWait;
    private final Clock clock;
    private volatile boolean staffAreKnown;

    Reporting(
            ReportCalendar calendar,
            SentReports sent,
            Activities activities,
            ActivityProgress progress,
            StaffDirectory staff,
            NotificationRequests requests,
            ReportProperties properties,
            Clock clock) {
        this.calendar = calendar;
        this.sent = sent;
        this.activities = activities;
        this.progress = progress;
        this.staff = staff;
        this.requests = requests;
        this.longestWait = properties.longestWait();
        this.clock = clock;
    }

    /** Before that an audience could be empty because the replica is young, and the report would count as sent. */
    @EventListener
    void on(StaffTableReady ready) {
        staffAreKnown = true;
    }

    Mono<Void> round() {
        return Flux.defer(() -> due(clock.instant()))
                .filterWhen(report -> sent.contains(report.id()).map(isSent -> !isSent))
                .filterWhen(this::isKnown)
                .concatMapDelayError(this::send, 1) // without a prefetch Reactor drops all failures but the first
                .then();
    }

    private Flux<Report> due(Instant now) {
        if (!staffAreKnown) {
            return Flux.empty();
        }
        return sent.began(now)
                .flatMapIterable(began -> calendar.due(now).stream()
                        .filter(report -> !report.at().isBefore(began))
                        .toList());
    }

    private Mono<Boolean> isKnown(Report report) {
        if (clock.instant().isAfter(report.at().plus(longestWait))) {
            return Mono.just(true);
        }
        return progress.hasPassed(report.until()).doOnNext(passed -> {
            if (!passed) {
                log.info("{} waits: not everything of its time has been counted", report.id());
            }
        });
    }

    private Mono<Void> send(Report report) {
        Set<String> audience = report.type().audience(staff);
        return activities
                .count(report.from(), report.until())
                .flatMapMany(tally -> Flux.fromIterable(audience).map(recipient -> request(report, recipient, tally)))
                .flatMap(requests::send, IN_FLIGHT)
                .then(Mono.defer(() -> sent.add(report.id(), clock.instant())))
                .doOnSuccess(done -> log.info("{} sent to {}", report.id(), audience.size()));
    }

    private NotificationRequest request(Report report, String recipient, Tally tally) {
        return new NotificationRequest(
                report.type().name(),
                recipient,
                report.id(),
                report.at(),
                report.id(),
                report.type().isOfTheTeam()
                        ? variables(report, tally.total(), Ranking.of(tally, staff))
                        : variables(report, tally.of(recipient), ""),
                null);
    }

    private static Map<String, String> variables(Report report, Work work, String ranking) {
        return Map.of(
                "date", report.label(),
                "period", report.label(),
                "newCustomers", String.valueOf(work.newCustomers()),
                "followUps", String.valueOf(work.followUps()),
                "contractsSigned", String.valueOf(work.contractsSigned()),
                "ranking", ranking);
    }
}
