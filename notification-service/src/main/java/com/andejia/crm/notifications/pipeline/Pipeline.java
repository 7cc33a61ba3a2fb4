package com.andejia.crm.notifications.pipeline;

import com.andejia.crm.notifications.pipeline.Picture.Lane;
import com.andejia.crm.notifications.pipeline.Picture.Outbox;
import com.andejia.crm.notifications.pipeline.Picture.Stage;
import com.andejia.crm.notifications.redrive.DeadLetterStore;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.listener.MessageListenerContainer;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Where records wait: every consumer of this service on each of its topics. */
@Component
public class Pipeline {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final KafkaListenerEndpointRegistry listeners;
    private final Offsets offsets;
    private final CustomerOutbox outbox;
    private final DeadLetterStore deadLetters;
    private final MeterRegistry meters;
    private final Clock clock;
    private final Rates rates = new Rates();

    Pipeline(
            KafkaListenerEndpointRegistry listeners,
            Offsets offsets,
            CustomerOutbox outbox,
            DeadLetterStore deadLetters,
            MeterRegistry meters,
            Clock clock) {
        this.listeners = listeners;
        this.offsets = offsets;
        this.outbox = outbox;
        this.deadLetters = deadLetters;
        this.meters = meters;
        this.clock = clock;
    }

    private record Reading(String group, String topic) {}

    /** How it looks now; how fast it goes is known from the second look within a minute on. */
    public Mono<Picture> picture() {
        Mono<Optional<Outbox>> waiting = outbox.state().map(Optional::of).defaultIfEmpty(Optional.empty());
        return Mono.zip(stages(), waiting, deadLetters.countOpen())
                .map(found -> new Picture(
                        clock.instant(), found.getT1(), found.getT2().orElse(null), openStreams(), found.getT3()));
    }

    /** As far as the broker knows, whatever else is away. */
    Mono<List<Stage>> stages() {
        List<Reading> readings = readings();
        return offsets.of(names(readings, Reading::topic), names(readings, Reading::group))
                .timeout(PATIENCE)
                .map(state -> stages(readings, state));
    }

    private List<Reading> readings() {
        return listeners.getListenerContainers().stream()
                .flatMap(Pipeline::readings)
                .sorted(Comparator.comparing(Reading::topic).thenComparing(Reading::group))
                .toList();
    }

    private static Stream<Reading> readings(MessageListenerContainer container) {
        String[] topics = container.getContainerProperties().getTopics();
        String group = container.getGroupId();
        return topics == null || group == null
                ? Stream.empty()
                : Arrays.stream(topics).map(topic -> new Reading(group, topic));
    }

    private static Set<String> names(List<Reading> readings, Function<Reading, String> name) {
        return readings.stream().map(name).collect(Collectors.toSet());
    }

    private List<Stage> stages(List<Reading> readings, Offsets.State state) {
        Map<String, Long> numbers = new HashMap<>();
        state.ends().forEach((partition, end) -> numbers.put(in(partition), end));
        for (Reading reading : readings) {
            for (TopicPartition it : state.partitions(reading.topic())) {
                numbers.put(out(reading, it), state.next(reading.group(), it));
            }
        }
        Instant now = clock.instant();
        Rates.Since since = rates.note(now, numbers);
        return readings.stream().map(it -> stage(it, state, since)).toList();
    }

    private static String in(TopicPartition partition) {
        return partition.toString();
    }

    private static String out(Reading reading, TopicPartition partition) {
        return reading.group() + " " + partition;
    }

    private static Stage stage(Reading reading, Offsets.State state, Rates.Since since) {
        List<Lane> lanes = state.partitions(reading.topic()).stream()
                .map(it -> lane(reading, it, state, since))
                .toList();
        return new Stage(
                reading.group(),
                reading.topic(),
                sum(lanes, Lane::lag),
                total(lanes, Lane::inPerSecond),
                total(lanes, Lane::outPerSecond),
                lanes);
    }

    private static Lane lane(Reading reading, TopicPartition partition, Offsets.State state, Rates.Since since) {
        long end = state.ends().getOrDefault(partition, 0L);
        long next = state.next(reading.group(), partition);
        return new Lane(
                partition.partition(),
                next,
                end,
                Math.max(0, end - next),
                since.perSecond(in(partition), end),
                since.perSecond(out(reading, partition), next));
    }

    private static long sum(List<Lane> lanes, ToLongFunction<Lane> number) {
        return lanes.stream().mapToLong(number).sum();
    }

    /** Null as long as any of them is. */
    private static @Nullable Double total(List<Lane> lanes, Function<Lane, @Nullable Double> rate) {
        double total = 0;
        for (Lane lane : lanes) {
            Double one = rate.apply(lane);
            if (one == null) {
                return null;
            }
            total += one;
        }
        return total;
    }

    private int openStreams() {
        Gauge open = meters.find("crm.streams.open").gauge();
        return open == null ? 0 : (int) open.value();
    }
}
