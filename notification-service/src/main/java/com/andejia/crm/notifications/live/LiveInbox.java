package com.andejia.crm.notifications.live;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
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
    Consumer<Message<byte[]>> live(LiveStreams streams) {
        return hint -> {
            String person = hint.getHeaders().get(KafkaHeaders.RECEIVED_KEY, String.class);
            if (person != null) {
                streams.deliver(person, new Frame(position(hint), hint.getPayload()));
            }
        };
    }

    private static @Nullable StreamPosition position(Message<byte[]> hint) {
        byte[] text = hint.getHeaders().get(Broadcast.POSITION_HEADER, byte[].class);
        return text == null
                ? null
                : StreamPosition.parse(new String(text, StandardCharsets.UTF_8)).orElse(null);
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
