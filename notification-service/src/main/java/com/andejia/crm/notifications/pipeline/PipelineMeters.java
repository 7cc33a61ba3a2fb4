package com.andejia.crm.notifications.pipeline;

import com.andejia.crm.notifications.pipeline.Picture.Lane;
import com.andejia.crm.notifications.pipeline.Picture.Stage;
import com.andejia.crm.notifications.redrive.DeadLetterStore;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** The picture in numbers, for those on watch. Every replica tells all of it, since any of them may be gone. */
@Component
class PipelineMeters {
    private static final Logger log = LoggerFactory.getLogger(PipelineMeters.class);

    private final Pipeline pipeline;
    private final DeadLetterStore deadLetters;
    private final MultiGauge lag;
    private final MultiGauge position;
    private final MultiGauge open;

    PipelineMeters(Pipeline pipeline, DeadLetterStore deadLetters, MeterRegistry meters) {
        this.pipeline = pipeline;
        this.deadLetters = deadLetters;
        lag = MultiGauge.builder("crm.consumer.lag")
                .description("Records that the consumer is not done with")
                .register(meters);
        position = MultiGauge.builder("crm.consumer.position")
                .description("The record that the consumer goes on with; it is done with all before it")
                .register(meters);
        open = MultiGauge.builder("crm.deadletters.open")
                .description("Dead letters that nobody has settled, by the topic that they come from")
                .register(meters);
    }

    @Scheduled(initialDelayString = "PT5S", fixedDelayString = "${crm.ops.look-every}")
    void look() {
        pipeline.stages().subscribe(this::tell, this::forget);
        deadLetters
                .countOpen()
                .subscribe(this::tell, failure -> log.debug("dead letters are as many as before", failure));
    }

    private void tell(List<Stage> stages) {
        lag.register(rows(stages, Lane::lag), true);
        position.register(rows(stages, Lane::next), true);
    }

    /** Figures of before would say that nothing moves, which is not known. */
    private void forget(Throwable failure) {
        log.debug("how far consumers are is not known", failure);
        tell(List.of());
    }

    private static List<Row<?>> rows(List<Stage> stages, ToLongFunction<Lane> number) {
        return stages.stream()
                .flatMap(stage -> stage.partitions().stream()
                        .<Row<?>>map(lane -> Row.of(tags(stage, lane), number.applyAsLong(lane))))
                .toList();
    }

    private static Tags tags(Stage stage, Lane lane) {
        return Tags.of(
                "consumer", stage.consumer(), "topic", stage.topic(), "partition", String.valueOf(lane.partition()));
    }

    private void tell(Map<String, Long> letters) {
        open.register(
                letters.entrySet().stream()
                        .<Row<?>>map(it -> Row.of(Tags.of("topic", it.getKey()), it.getValue()))
                        .toList(),
                true);
    }
}
