package com.andejia.crm.notifications.feed;

import com.andejia.crm.notifications.preference.Preferences.Wish;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Why a person was told something, or was not.
 *
 * @param rule the scenario that applied to the event, named as its notifications' type
 * @param outcome what became of it
 * @param explanation the same as a sentence for the person
 * @param digest which one it is part of, or is; null if neither
 */
public record Why(
        String id,
        String type,
        String rule,
        Outcome outcome,
        String explanation,
        Event event,
        Wish preference,
        Quiet quietHours,
        @Nullable Gathered digest,
        Timing timing) {

    private static final String SUMMARY = "_SUMMARY";

    /** What can become of a request. */
    public enum Outcome {
        NOTIFIED,
        NOTIFIED_SILENTLY,
        IN_DIGEST,
        SWITCHED_OFF
    }

    /**
     * What happened.
     *
     * @param type as on the wire; null if it is not known
     * @param subject the aggregate that it happened to
     */
    public record Event(String id, @Nullable String type, Instant time, String subject) {}

    /**
     * Whether quiet hours had to do with it.
     *
     * @param until the end of those in which it came; null if it came in none
     * @param held whether they kept it from popping up
     */
    public record Quiet(@Nullable Instant until, boolean held) {}

    /**
     * What it was gathered with.
     *
     * @param operationId null if it was a burst
     */
    public record Gathered(String id, @Nullable String operationId, int count) {}

    /**
     * When what happened.
     *
     * @param displayed when a screen first showed it; null if none has said so
     */
    public record Timing(
            Instant event,
            Instant stored,
            @Nullable Instant displayed,
            @Nullable Instant read) {}

    /**
     * The whole of it.
     *
     * @param shown itself, or the digest that it is part of; null if nothing is shown of it
     * @param displayed when a screen first showed that; null if none has said so
     */
    static Why of(Entry entry, @Nullable Notification shown, @Nullable Instant displayed) {
        Outcome outcome = outcome(entry);
        return new Why(
                entry.id(),
                entry.type(),
                rule(entry),
                outcome,
                explanation(outcome, entry),
                new Event(entry.eventId(), entry.reason().eventType(), entry.createdAt(), entry.subject()),
                entry.reason().wish(),
                new Quiet(entry.reason().quietUntil(), entry.reason().held()),
                shown == null || shown.begunAt() == null ? null : gathered(shown),
                new Timing(entry.createdAt(), entry.storedAt(), displayed, shown == null ? null : shown.readAt()));
    }

    private static Outcome outcome(Entry entry) {
        if (entry instanceof Suppressed) {
            return Outcome.SWITCHED_OFF;
        }
        if (entry instanceof Member) {
            return Outcome.IN_DIGEST;
        }
        return entry.reason().silent() ? Outcome.NOTIFIED_SILENTLY : Outcome.NOTIFIED;
    }

    /** A digest follows from the rule of its members. */
    private static String rule(Entry entry) {
        boolean digest = entry instanceof Notification it && it.begunAt() != null;
        return digest ? entry.type().substring(0, entry.type().length() - SUMMARY.length()) : entry.type();
    }

    private static String explanation(Outcome outcome, Entry entry) {
        return switch (outcome) {
            case SWITCHED_OFF -> "您已关闭这类通知，因此没有发送";
            case IN_DIGEST -> "同类通知较多，已合并到一条汇总通知中";
            case NOTIFIED_SILENTLY -> entry.reason().held() ? "在您的免打扰时段内到达，已保存但没有弹出提醒" : "由管理员补发，已保存但没有弹出提醒";
            case NOTIFIED -> entry.reason().wish() == Wish.MANDATORY ? "这类通知必须送达，不能关闭" : "您是这类通知的接收人，且没有关闭它";
        };
    }

    private static Gathered gathered(Notification digest) {
        return new Gathered(digest.id(), (String) digest.data().get("operationId"), digest.count());
    }
}
