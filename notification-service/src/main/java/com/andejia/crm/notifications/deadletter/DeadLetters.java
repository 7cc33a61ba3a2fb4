package com.andejia.crm.notifications.deadletter;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
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
        publisher.accept(poison, reason);
        meters.counter("crm.deadletters", "topic", poison.topic()).increment();
        log.warn(
                "{}-{}@{} can never succeed, set aside: {}",
                poison.topic(),
                poison.partition(),
                poison.offset(),
                reason.getMessage());
    }
}
