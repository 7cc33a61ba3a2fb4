package com.andejia.crm.notifications.replay.web;

import com.andejia.crm.events.Person;
import com.andejia.crm.notifications.replay.Counts;
import com.andejia.crm.notifications.replay.Replay;
import com.andejia.crm.notifications.replay.Replay.State;
import com.andejia.crm.notifications.replay.ReplayOrder;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A replay as it is shown.
 *
 * @param fresh notifications that are not there: told now, or to be told if it is a dry run
 * @param remainingSeconds null if that cannot be said, or it has ended
 * @param summary the counts as a sentence
 */
record ReplayView(
        String id,
        List<String> topics,
        String from,
        @Nullable String to,
        @Nullable Integer partition,
        @Nullable String subject,
        List<String> types,
        boolean dryRun,
        State state,
        Person by,
        Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable Person cancelledBy,
        @Nullable String problem,
        long total,
        long read,
        @JsonProperty("new") long fresh,
        long alreadyThere,
        long notWanted,
        long skipped,
        long ratePerSecond,
        @Nullable Long remainingSeconds,
        String summary) {

    static ReplayView of(Replay it) {
        ReplayOrder order = it.order();
        Counts counts = it.counts();
        long millis = Math.max(1, Duration.between(it.startedAt(), it.seenAt()).toMillis());
        long rate = counts.read() * 1000 / millis;
        return new ReplayView(
                it.id(),
                order.topics(),
                order.from().text(),
                order.to() == null ? null : order.to().text(),
                order.partition(),
                order.subject(),
                order.types(),
                order.dryRun(),
                it.state(),
                it.by(),
                it.startedAt(),
                it.endedAt(),
                it.cancelledBy(),
                it.problem(),
                it.total(),
                counts.read(),
                counts.missing(),
                counts.present(),
                counts.notWanted(),
                counts.skipped(),
                rate,
                !it.isRunning() || rate == 0 ? null : (it.total() - counts.read() + rate - 1) / rate,
                summary(counts, order.dryRun()));
    }

    private static String summary(Counts counts, boolean dryRun) {
        return "%s %d 条，已有 %d 条，不需要 %d 条"
                .formatted(dryRun ? "将补发" : "补发", counts.missing(), counts.present(), counts.notWanted());
    }
}
