package com.andejia.crm.notifications.report;

import com.andejia.crm.notifications.staff.StaffTableReady;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Sends the reports that are due and have not been sent to everybody. */
@Component
class Reporting {
    private static final Logger log = LoggerFactory.getLogger(Reporting.class);

    private final ReportCalendar calendar;
    private final SentReports sent;
    private final ActivityProgress progress;
    private final ReportSending sending;
    private final Duration longestWait;
    private final Clock clock;
    private volatile boolean staffAreKnown;

    Reporting(
            ReportCalendar calendar,
            SentReports sent,
            ActivityProgress progress,
            ReportSending sending,
            ReportProperties properties,
            Clock clock) {
        this.calendar = calendar;
        this.sent = sent;
        this.progress = progress;
        this.sending = sending;
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
                .concatMapDelayError(sending::send, 1) // without a prefetch Reactor drops all failures but the first
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
}
