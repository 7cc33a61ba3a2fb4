package com.andejia.crm.notifications.report;

import com.andejia.crm.notifications.feed.FeedLag;
import com.andejia.crm.notifications.feed.NotificationRequest;
import com.andejia.crm.notifications.feed.NotificationRequests;
import com.andejia.crm.notifications.staff.StaffDirectory;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Sends a report to everybody, portion by portion in the order of their ids, and as fast as the feed writes them. It may be cut off
 * anywhere and done by several at once: whoever goes on does so behind the last portion that was noted, and whoever had the report
 * has it once.
 */
@Component
class ReportSending {
    private static final Logger log = LoggerFactory.getLogger(ReportSending.class);
    private static final int PORTION = 250;
    private static final int IN_FLIGHT = 64;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);
    private static final String NOBODY = "";

    private final Activities activities;
    private final StaffDirectory staff;
    private final SentReports sent;
    private final NotificationRequests requests;
    private final FeedLag lag;
    private final int room;
    private final Clock clock;

    ReportSending(
            Activities activities,
            StaffDirectory staff,
            SentReports sent,
            NotificationRequests requests,
            FeedLag lag,
            @Value("${crm.portions.room}") int room,
            Clock clock) {
        this.activities = activities;
        this.staff = staff;
        this.sent = sent;
        this.requests = requests;
        this.lag = lag;
        this.room = room;
        this.clock = clock;
    }

    Mono<Void> send(Report report) {
        return Mono.zip(
                        activities.count(report.from(), report.until()),
                        sent.reached(report.id()).defaultIfEmpty(NOBODY))
                .flatMapMany(found -> Flux.fromIterable(audience(report, found.getT2()))
                        .buffer(PORTION)
                        .concatMap(portion -> thereIsRoom().then(send(report, portion, found.getT1()))))
                .then(Mono.defer(() -> sent.add(report.id(), clock.instant())))
                .doOnSuccess(done -> log.info("{} sent to all", report.id()));
    }

    private List<String> audience(Report report, String reached) {
        return report.type().audience(staff).stream()
                .filter(person -> person.compareTo(reached) > 0)
                .sorted()
                .toList();
    }

    /** Completes when the feed has little to write: whatever else happens meanwhile waits behind it. */
    private Mono<Void> thereIsRoom() {
        return Mono.fromCallable(lag::requests)
                .subscribeOn(Schedulers.boundedElastic())
                .filter(behind -> behind < room)
                .repeatWhenEmpty(looks -> looks.delayElements(BETWEEN_LOOKS))
                .then();
    }

    private Mono<Void> send(Report report, List<String> portion, Tally tally) {
        return Flux.fromIterable(portion)
                .map(recipient -> request(report, recipient, tally))
                .flatMap(requests::send, IN_FLIGHT)
                .then(Mono.defer(() -> sent.reach(report.id(), portion.get(portion.size() - 1))));
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
