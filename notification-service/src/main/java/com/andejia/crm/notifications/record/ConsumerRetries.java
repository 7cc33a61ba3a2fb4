package com.andejia.crm.notifications.record;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.listener.RetryListener;
import org.springframework.util.backoff.ExponentialBackOff;

/**
 * What fails is tried again for as long as it takes. Spring's own default gives up after ten attempts and skips the record,
 * and never retries some exceptions at all; here only {@link RecordBatch} decides what can never succeed.
 */
@Configuration(proxyBeanMethods = false)
class ConsumerRetries {
    private static final Logger log = LoggerFactory.getLogger(ConsumerRetries.class);
    private static final long FIRST_PAUSE_MILLIS = 200;

    @Bean
    CommonErrorHandler unlimitedRetries(@Value("${crm.consumers.longest-pause}") Duration longestPause) {
        var pauses = new ExponentialBackOff(FIRST_PAUSE_MILLIS, 2);
        pauses.setMaxInterval(longestPause.toMillis());
        var handler = new DefaultErrorHandler(pauses);
        handler.setClassifications(Map.of(), true);
        handler.setRetryListeners(new Reporter());
        // The reporter says it in one line; the container would add a stack trace to each attempt.
        handler.setLogLevel(KafkaException.Level.DEBUG);
        return handler;
    }

    private static final class Reporter implements RetryListener {
        @Override
        public void failedDelivery(ConsumerRecord<?, ?> entry, @Nullable Exception failure, int attempt) {
            log.warn(
                    "attempt {} at {}-{}@{} failed: {}",
                    attempt,
                    entry.topic(),
                    entry.partition(),
                    entry.offset(),
                    reason(failure));
        }

        private static String reason(@Nullable Exception failure) {
            return failure == null
                    ? "unknown"
                    : NestedExceptionUtils.getMostSpecificCause(failure).toString();
        }
    }
}
