package com.andejia.crm.notifications.announcement;

import com.andejia.crm.events.EventAttributes;
import com.andejia.crm.events.EventTypes;
import com.andejia.crm.events.Person;
import com.andejia.crm.events.SystemAnnounced;
import com.andejia.crm.events.Topics;
import com.andejia.crm.notifications.record.RecordTracing;
import com.andejia.crm.notifications.scenario.ScenarioCatalogue;
import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Objects;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.json.JsonMapper;

/** Puts announcements where those of outside systems come in, too. */
@Component
class Announcements {
    private static final Logger log = LoggerFactory.getLogger(Announcements.class);
    private static final TimeBasedEpochGenerator IDS = Generators.timeBasedEpochGenerator();
    private static final String SOURCE = "notification-service";

    private final KafkaTemplate<String, byte[]> kafka;
    private final JsonMapper json;
    private final RecordTracing tracing;
    private final ScenarioCatalogue catalogue;
    private final Clock clock;

    Announcements(
            KafkaTemplate<String, byte[]> kafka,
            JsonMapper json,
            RecordTracing tracing,
            ScenarioCatalogue catalogue,
            Clock clock) {
        this.kafka = kafka;
        this.json = json;
        this.tracing = tracing;
        this.catalogue = catalogue;
        this.clock = clock;
    }

    /** Answers once it cannot be lost any more. */
    Mono<Announced> announce(NewAnnouncement wanted, Person by) {
        var event = new SystemAnnounced(
                IDS.generate().toString(),
                Objects.requireNonNull(wanted.content()),
                wanted.title(),
                wanted.actionUrl(),
                wanted.role(),
                by);
        // Sending blocks while the producer knows no broker.
        return Mono.fromFuture(() -> kafka.send(record(event)))
                .subscribeOn(Schedulers.boundedElastic())
                .doOnSuccess(sent -> log.info("announcement {} by {}", event.announcementId(), by.id()))
                .thenReturn(new Announced(event.announcementId(), audience(event)));
    }

    /** Who is told is decided when the event is worked off; that may be somebody more or less. */
    private int audience(SystemAnnounced event) {
        return catalogue.match(event).mapToInt(it -> it.recipients().size()).sum();
    }

    private ProducerRecord<String, byte[]> record(SystemAnnounced event) {
        var about = new EventAttributes(
                IDS.generate().toString(),
                SOURCE,
                EventTypes.of(event).name(),
                event.subject(),
                clock.instant(),
                1L,
                null);
        var next = new ProducerRecord<>(Topics.SYSTEM_EVENTS, event.subject(), json.writeValueAsBytes(event));
        about.toHeaders().forEach((name, value) -> next.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        tracing.inject(next);
        return next;
    }
}
