package com.andejia.crm.notifications.record;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.kafka.autoconfigure.DefaultKafkaConsumerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;

/**
 * A consumer that gets a partition back commits there only what it has read since. spring-kafka keeps a commit that a rebalance
 * has refused, and repeats it once it has the partition, even if another had it in between: that would take back what the other
 * has committed, and whoever waits until nothing is behind would wait for the partition's next record.
 */
final class ForwardCommits implements InvocationHandler {
    private static final long NOTHING_READ = Long.MAX_VALUE;

    private final Consumer<?, ?> consumer;

    /** Of partitions that were taken away: the first offset read since they came back. Used by the consumer's thread alone. */
    private final Map<TopicPartition, Long> begun = new HashMap<>();

    private ForwardCommits(Consumer<?, ?> consumer) {
        this.consumer = consumer;
    }

    @SuppressWarnings("unchecked")
    static <K, V> Consumer<K, V> of(Consumer<K, V> consumer) {
        return (Consumer<K, V>) Proxy.newProxyInstance(
                Consumer.class.getClassLoader(), new Class<?>[] {Consumer.class}, new ForwardCommits(consumer));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        if (arguments != null) {
            for (int i = 0; i < arguments.length; i++) {
                arguments[i] = checked(method, arguments[i]);
            }
        }
        try {
            Object result = method.invoke(consumer, arguments);
            if (result instanceof ConsumerRecords<?, ?> records) {
                note(records);
            }
            return result;
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private Object checked(Method method, Object argument) {
        if (argument instanceof ConsumerRebalanceListener listener) {
            return new Departures(listener);
        }
        return method.getName().equals("commitSync") && argument instanceof Map<?, ?> offsets
                ? forward(offsets)
                : argument;
    }

    private Map<?, ?> forward(Map<?, ?> offsets) {
        return offsets.entrySet().stream()
                .filter(it -> ((OffsetAndMetadata) it.getValue()).offset() > begun.getOrDefault(it.getKey(), -1L))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private void note(ConsumerRecords<?, ?> records) {
        for (TopicPartition partition : records.partitions()) {
            begun.replace(
                    partition, NOTHING_READ, records.records(partition).get(0).offset());
        }
    }

    /** What is revoked may still be committed on the way out; what was lost is another's already. */
    private final class Departures implements ConsumerRebalanceListener {
        private final ConsumerRebalanceListener next;

        private Departures(ConsumerRebalanceListener next) {
            this.next = next;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            next.onPartitionsAssigned(partitions);
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            next.onPartitionsRevoked(partitions);
            partitions.forEach(partition -> begun.put(partition, NOTHING_READ));
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            partitions.forEach(partition -> begun.put(partition, NOTHING_READ));
            next.onPartitionsLost(partitions);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class ForAllListeners {
        @Bean
        DefaultKafkaConsumerFactoryCustomizer forwardCommits() {
            return ForAllListeners::customize;
        }

        private static <K, V> void customize(DefaultKafkaConsumerFactory<K, V> consumers) {
            consumers.addPostProcessor(ForwardCommits::of);
        }
    }
}
