package com.andejia.crm.notifications.redrive;

import com.andejia.crm.notifications.redrive.DeadLetter.Place;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Single records, from where they lie: the store of dead letters keeps none of what they say. One is read at a time. */
@Component
class OriginalRecords implements DisposableBean {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration POLL = Duration.ofMillis(200);

    private final ConsumerFactory<String, byte[]> consumers;
    private @Nullable Consumer<String, byte[]> reading;

    OriginalRecords(ConsumerFactory<String, byte[]> consumers) {
        this.consumers = consumers;
    }

    /** Empty if the topic has let go of it. */
    Mono<ConsumerRecord<String, byte[]>> find(Place place) {
        return Mono.fromCallable(() -> read(place))
                .subscribeOn(Schedulers.boundedElastic())
                .flatMap(Mono::justOrEmpty);
    }

    private synchronized Optional<ConsumerRecord<String, byte[]>> read(Place place) throws TimeoutException {
        Consumer<String, byte[]> consumer = consumer();
        var partition = new TopicPartition(place.topic(), place.partition());
        consumer.assign(List.of(partition));
        if (!isThere(consumer, partition, place.offset())) {
            return Optional.empty();
        }
        consumer.seek(partition, place.offset());
        for (long begin = System.nanoTime(); System.nanoTime() - begin < PATIENCE.toNanos(); ) {
            List<ConsumerRecord<String, byte[]>> found = consumer.poll(POLL).records(partition);
            if (!found.isEmpty()) {
                return Optional.of(found.get(0)).filter(it -> it.offset() == place.offset());
            }
        }
        throw new TimeoutException("the broker has not given " + place);
    }

    private static boolean isThere(Consumer<?, ?> consumer, TopicPartition partition, long offset) {
        Long first = consumer.beginningOffsets(List.of(partition)).get(partition);
        Long end = consumer.endOffsets(List.of(partition)).get(partition);
        return first != null && end != null && first <= offset && offset < end;
    }

    private Consumer<String, byte[]> consumer() {
        if (reading == null) {
            var one = new Properties();
            one.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "1");
            reading = consumers.createConsumer("crm-redrive", null, "-original", one);
        }
        return reading;
    }

    @Override
    public synchronized void destroy() {
        if (reading != null) {
            reading.close();
        }
    }
}
