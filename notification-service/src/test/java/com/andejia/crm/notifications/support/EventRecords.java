package com.andejia.crm.notifications.support;

import com.andejia.crm.events.ApprovedSample;
import com.andejia.crm.events.CustomerAssigned;
import com.andejia.crm.events.DomainEvent;
import com.andejia.crm.events.EventAttributes;
import com.andejia.crm.events.EventTypes;
import com.andejia.crm.events.Person;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import tools.jackson.databind.json.JsonMapper;

/** Events as a producer puts them on their topic. */
public final class EventRecords {
    public static final String TRACE_ID = "4bf92f3577b34da6a3ce929d0e0e4736";

    private EventRecords() {}

    /** That a customer was given to somebody. */
    public static CustomerAssigned assigned(String customerId, String customerName, String owner) {
        return new CustomerAssigned(
                customerId,
                "CUS00000000001",
                customerName,
                "138****8999",
                "美团",
                new Person("creator", "创建人"),
                new Person(owner, "负责人"),
                null,
                null,
                null);
    }

    public static ProducerRecord<String, byte[]> of(DomainEvent event, String eventId) {
        var type = EventTypes.of(event);
        var attributes = new EventAttributes(
                eventId,
                "test",
                type.name(),
                event.subject(),
                Instant.parse("2025-11-24T07:43:08.900Z"),
                1L,
                "00-" + TRACE_ID + "-00f067aa0ba902b7-01");
        var entry = new ProducerRecord<>(
                type.topic(), event.subject(), JsonMapper.shared().writeValueAsBytes(event));
        attributes
                .toHeaders()
                .forEach((name, value) -> entry.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        return entry;
    }

    /** An approved sample as a consumer reads it, with that value. */
    public static ConsumerRecord<String, byte[]> read(ApprovedSample sample, byte[] value) {
        var entry = new ConsumerRecord<>(sample.topic(), 0, 0, sample.key(), value);
        sample.headers().forEach((name, text) -> entry.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        return entry;
    }
}
