package com.andejia.crm.notifications.live;

import com.andejia.crm.notifications.record.RecordTracing;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;

/**
 * Tells every replica what a person's open streams should show. The value is the frame as it goes out, so that no replica
 * encodes it again; the key is the person.
 */
@Component
public class Broadcast {
    public static final String TOPIC = "crm.notification.live";

    static final String POSITION_HEADER = "position";

    /** When the event happened that is told of, in milliseconds of the epoch. */
    static final String HAPPENED_HEADER = "happened";

    private final KafkaTemplate<String, byte[]> kafka;
    private final RecordTracing tracing;

    Broadcast(KafkaTemplate<String, byte[]> kafka, RecordTracing tracing) {
        this.kafka = kafka;
        this.tracing = tracing;
    }

    /**
     * Done when the broker has it; whoever must not lose it waits for that and sends the next of the person after it.
     *
     * @param happened the time of the event that it tells of
     */
    public CompletableFuture<?> notification(String recipient, StreamPosition position, Instant happened, byte[] json) {
        var hint = hint(recipient, Frame.notification(position, json));
        add(hint.headers(), HAPPENED_HEADER, String.valueOf(happened.toEpochMilli()));
        return kafka.send(hint);
    }

    /** The same for one that streams know already, and that has a new place. */
    public CompletableFuture<?> updated(String recipient, StreamPosition position, byte[] json) {
        return kafka.send(hint(recipient, Frame.updated(position, json)));
    }

    /** What the person's screens show is no longer so: they should load their list again. */
    public CompletableFuture<?> reload(String recipient) {
        return kafka.send(hint(recipient, Frame.RESYNC));
    }

    /** Something was read on one device and should look so on the others. */
    public CompletableFuture<?> read(String recipient, byte[] json) {
        return kafka.send(hint(recipient, Frame.read(json)));
    }

    private ProducerRecord<String, byte[]> hint(String recipient, Frame frame) {
        var hint = new ProducerRecord<>(TOPIC, recipient, frame.bytes());
        if (frame.position() != null) {
            add(hint.headers(), POSITION_HEADER, frame.position().toString());
        }
        tracing.inject(hint);
        return hint;
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
