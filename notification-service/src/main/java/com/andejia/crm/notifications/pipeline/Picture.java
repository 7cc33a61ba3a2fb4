package com.andejia.crm.notifications.pipeline;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The pipeline at a moment.
 *
 * @param outbox what customer-service has not published yet; null if it is not known here
 * @param openStreams of the replica that answers
 * @param deadLetters how many are open, by the topic that they come from
 */
public record Picture(
        Instant at, List<Stage> stages, @Nullable Outbox outbox, int openStreams, Map<String, Long> deadLetters) {

    /**
     * One consumer on one topic.
     *
     * @param inPerSecond how many records come; null if it has not been watched for long enough
     * @param outPerSecond how many it is done with
     */
    public record Stage(
            String consumer,
            String topic,
            long lag,
            @Nullable Double inPerSecond,
            @Nullable Double outPerSecond,
            List<Lane> partitions) {}

    /**
     * The same of one partition.
     *
     * @param next which record is the next; all before it are done with
     */
    public record Lane(
            int partition,
            long next,
            long end,
            long lag,
            @Nullable Double inPerSecond,
            @Nullable Double outPerSecond) {}

    /**
     * What waits in customer documents.
     *
     * @param pending how many customers have events that are not published
     * @param oldestSeconds how long the oldest of them has waited
     */
    public record Outbox(long pending, double oldestSeconds) {}
}
