package com.andejia.crm.systemtests.streams;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.utils.Utils;

/**
 * The broadcast as the feed writes it: a record for each person, whose value is the frame for their streams and whose header is
 * its place in their sequence.
 */
final class LiveTopic {
    private static final String TOPIC = "crm.notification.live";
    private static final String REQUESTS = "crm.notification.requests";
    private static final String POSITION_HEADER = "position";
    /** The places are offsets of the request topic, so they may begin anywhere. */
    private static final long FIRST_OFFSET = 1_000_000;

    private final Producer<String, byte[]> producer;
    private final List<Sequence> people;

    /** Whose notifications, and in which partition of which topic they have their order. */
    private record Sequence(String person, String epoch) {
        ProducerRecord<String, byte[]> record(long offset, byte[] json) {
            String position = epoch + "." + offset;
            byte[] head = utf8("event: notification\nid: " + position + "\ndata: ");
            byte[] frame = new byte[head.length + json.length + 2];
            System.arraycopy(head, 0, frame, 0, head.length);
            System.arraycopy(json, 0, frame, head.length, json.length);
            frame[frame.length - 2] = '\n';
            frame[frame.length - 1] = '\n';
            var record = new ProducerRecord<>(TOPIC, person, frame);
            record.headers().add(POSITION_HEADER, utf8(position));
            return record;
        }
    }

    LiveTopic(String bootstrapServers, Producer<String, byte[]> producer, People people) {
        this.producer = producer;
        TopicDescription requests = describe(bootstrapServers);
        this.people = people.names().stream()
                .map(person -> new Sequence(person, requests.topicId() + "-" + partition(person, requests)))
                .toList();
    }

    private static TopicDescription describe(String bootstrapServers) {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
            return admin.describeTopics(List.of(REQUESTS)).allTopicNames().get().get(REQUESTS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int partition(String person, TopicDescription topic) {
        return Utils.toPositive(Utils.murmur2(utf8(person)))
                % topic.partitions().size();
    }

    void publish(Message message) {
        byte[] json = message.json();
        people.forEach(person -> Events.send(producer, person.record(FIRST_OFFSET + message.number(), json)));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
