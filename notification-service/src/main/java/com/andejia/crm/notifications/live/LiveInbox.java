package com.andejia.crm.notifications.live;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cloud.stream.binder.kafka.KafkaBindingRebalanceListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.kafka.support.SimpleKafkaHeaderMapper;
import org.springframework.messaging.Message;

/** Where the broadcast arrives: every replica reads all of it, from now on, in a group of its own. */
@Configuration(proxyBeanMethods = false)
class LiveInbox {
    private static final Logger log = LoggerFactory.getLogger(LiveInbox.class);

    @Bean
    Consumer<Message<List<byte[]>>> live(LiveStreams streams, Pushes pushes) {
        return hints -> {
            List<?> people = header(hints, KafkaHeaders.RECEIVED_KEY);
            List<?> headers = header(hints, KafkaHeaders.BATCH_CONVERTED_HEADERS);
            List<?> frames = hints.getPayload(); // whatever somebody else may write to the topic
            for (int i = 0; i < people.size(); i++) {
                if (people.get(i) instanceof String person
                        && headers.get(i) instanceof Map<?, ?> own
                        && frames.get(i) instanceof byte[] frame) {
                    pushes.observe(own, () -> streams.deliver(person, new Frame(position(own), frame)));
                }
            }
        };
    }

    private static List<?> header(Message<?> hints, String name) {
        return Objects.requireNonNull(hints.getHeaders().get(name, List.class), name);
    }

    private static @Nullable StreamPosition position(Map<?, ?> headers) {
        return headers.get(Broadcast.POSITION_HEADER) instanceof byte[] text
                ? StreamPosition.parse(new String(text, StandardCharsets.UTF_8)).orElse(null)
                : null;
    }

    /** Headers as they are: a JSON header mapper would instantiate what a record's headers name. */
    @Bean
    SimpleKafkaHeaderMapper liveHeaders() {
        return new SimpleKafkaHeaderMapper(Broadcast.POSITION_HEADER);
    }

    /**
     * Partitions come anew after trouble with the broker, from its end: whatever was published in between is in the store
     * only. Asking for the position first pins the end before the store is read.
     */
    @Bean
    KafkaBindingRebalanceListener liveRebalance(LiveStreams streams) {
        return new KafkaBindingRebalanceListener() {
            @Override
            public void onPartitionsAssigned(
                    String binding,
                    org.apache.kafka.clients.consumer.Consumer<?, ?> consumer,
                    Collection<TopicPartition> partitions,
                    boolean initial) {
                partitions.forEach(consumer::position);
                log.info("live broadcast is read from {} partitions", partitions.size());
                streams.catchUpAll();
            }
        };
    }
}
