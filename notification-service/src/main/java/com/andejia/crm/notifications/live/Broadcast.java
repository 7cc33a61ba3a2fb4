package com.andejia.crm.notifications.live;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerRecord;
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

    private final KafkaTemplate<String, byte[]> kafka;

    Broadcast(KafkaTemplate<String, byte[]> kafka) {
        this.kafka = kafka;
    }

    /** Done when the broker has it; whoever must not lose it waits for that and sends the next of the person after it. */
    public CompletableFuture<?> notification(String recipient, StreamPosition position, byte[] json) {
        return send(recipient, Frame.notification(position, json), position);
    }

    /** The same for a digest that has grown. */
    public CompletableFuture<?> updated(String recipient, StreamPosition position, byte[] json) {
        return send(recipient, Frame.updated(position, json), position);
    }

    private CompletableFuture<?> send(String recipient, Frame frame, StreamPosition position) {
        var hint = new ProducerRecord<>(TOPIC, recipient, frame.bytes());
        hint.headers().add(POSITION_HEADER, position.toString().getBytes(StandardCharsets.UTF_8));
        return kafka.send(hint);
    }

    /** What the person's screens show is no longer so: they should load their list again. */
    public CompletableFuture<?> reload(String recipient) {
        return kafka.send(TOPIC, recipient, Frame.RESYNC.bytes());
    }

    /** Something was read on one device and should look so on the others. */
    public CompletableFuture<?> read(String recipient, byte[] json) {
        return kafka.send(TOPIC, recipient, Frame.read(json).bytes());
    }
}
