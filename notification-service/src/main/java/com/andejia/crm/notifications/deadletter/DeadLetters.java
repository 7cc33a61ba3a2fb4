package com.andejia.crm.notifications.deadletter;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer.HeaderNames.HeadersToAdd;
import org.springframework.stereotype.Component;

/**
 * Sets a record aside that can never succeed, with its origin and the reason as headers, so that its partition goes on.
 * Transient trouble never ends here: it is retried for as long as it takes.
 */
@Component
public class DeadLetters {
    public static final String SUFFIX = ".dlt";

    /** Half of what a producer sends by default. */
    private static final int HEAVIEST = 512 * 1024;

    private static final Logger log = LoggerFactory.getLogger(DeadLetters.class);

    private final DeadLetterPublishingRecoverer publisher;
    private final MeterRegistry meters;

    DeadLetters(KafkaTemplate<String, byte[]> kafka, MeterRegistry meters) {
        // Partition -1: the key decides, since the dead-letter topic may have another number of partitions.
        publisher = new DeadLetterPublishingRecoverer(
                kafka, (origin, reason) -> new TopicPartition(origin.topic() + SUFFIX, -1));
        publisher.setFailIfSendResultIsError(true);
        publisher.setWaitForSendResultTimeout(Duration.ofSeconds(20));
        // A stack trace is for the log; here it would only carry what the record said.
        publisher.excludeHeader(HeadersToAdd.EX_STACKTRACE, HeadersToAdd.EX_CAUSE);
        this.meters = meters;
    }

    /** Returns once the broker has it; throws if it has not, so that the record is not skipped. */
    public void setAside(ConsumerRecord<String, byte[]> poison, RuntimeException reason) {
        publisher.accept(weigh(poison) > HEAVIEST ? originOnly(poison) : poison, reason);
        meters.counter("crm.deadletters", "topic", poison.topic()).increment();
        log.warn(
                "{}-{}@{} can never succeed, set aside: {}",
                poison.topic(),
                poison.partition(),
                poison.offset(),
                reason.getMessage());
    }

    /** Counts it, and no more: whoever else reads the topic sets it aside. */
    public void leave(String consumer, ConsumerRecord<String, byte[]> poison) {
        meters.counter("crm.records.skipped", "topic", poison.topic(), "consumer", consumer)
                .increment();
    }

    /** How many bytes of key, value and headers there are. */
    public static int weigh(ConsumerRecord<?, ?> entry) {
        int bytes = Math.max(0, entry.serializedKeySize()) + Math.max(0, entry.serializedValueSize());
        for (Header header : entry.headers()) {
            bytes += header.key().length() + (header.value() == null ? 0 : header.value().length);
        }
        return bytes;
    }

    /** What just fitted, or was compressed, is refused with more headers; the original can still be read in place. */
    private static ConsumerRecord<String, byte[]> originOnly(ConsumerRecord<String, byte[]> poison) {
        return new ConsumerRecord<>(
                poison.topic(),
                poison.partition(),
                poison.offset(),
                poison.timestamp(),
                poison.timestampType(),
                ConsumerRecord.NULL_SIZE,
                ConsumerRecord.NULL_SIZE,
                null,
                null,
                new RecordHeaders(),
                Optional.empty());
    }
}
