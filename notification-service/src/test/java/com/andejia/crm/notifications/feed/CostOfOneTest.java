package com.andejia.crm.notifications.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.andejia.crm.events.ApprovedSample;
import com.andejia.crm.notifications.live.Frame;
import com.andejia.crm.notifications.live.StreamPosition;
import com.andejia.crm.notifications.preference.Preferences.Wish;
import com.andejia.crm.notifications.record.EventDecoder;
import com.andejia.crm.notifications.support.Cost;
import com.andejia.crm.notifications.support.EventRecords;
import com.andejia.crm.notifications.template.Priority;
import com.andejia.crm.notifications.template.Template;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is done once for each event and once for each notification, beside what Jackson needs for the JSON of it. Whoever makes it dearer on
 * purpose changes the number here, and says why.
 */
class CostOfOneTest {
    private static final double READING_AN_EVENT = 6;
    private static final double MAKING_A_FRAME = 2.5;

    /** Half as much again may be noise; twice as much is not. */
    private static final double NOISE = 1.5;

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final Map<String, String> VARIABLES = Map.of(
            "customerId", "8b1f2c34-aaaa-bbbb-cccc-123456789012",
            "customerName", "张女士",
            "customerNo", "CUS00000000001",
            "leadSource", "美团",
            "phone", "138****5678",
            "actorName", "王经理");
    private static final Template TEMPLATE = new Template(
            Priority.HIGH,
            "新客户：{{customerName}}",
            "{{actorName}} 把客户 {{customerName}}（{{leadSource}}，{{phone}}）分配给您，请尽快联系",
            "/customers/{{customerId}}",
            "查看",
            "user-plus",
            "#2f6690");
    private static final Reason REASON = new Reason("crm.customer.assigned.v1", Wish.ON, null, false);

    private final EventDecoder decoder = new EventDecoder();
    private final ConsumerRecord<String, byte[]> event = event();
    private final NotificationRequest request = new NotificationRequest(
            "CUSTOMER_ASSIGNED", "alice", "event", NOON, "customer", VARIABLES, null, "crm.customer.assigned.v1");
    private final Notification notification = notification();

    @Test
    void readingAnEvent() {
        assertThat(Cost.beside(this::json, this::read)).isLessThan(READING_AN_EVENT * NOISE);
    }

    @Test
    void makingAFrameOfARequest() {
        assertThat(Cost.beside(this::written, this::frame)).isLessThan(MAKING_A_FRAME * NOISE);
    }

    @Test
    void whatCostsTwiceAsMuchIsNoticed() {
        assertThat(Cost.beside(this::json, () -> List.of(read(), read()))).isGreaterThan(READING_AN_EVENT * NOISE);
        assertThat(Cost.beside(this::written, () -> List.of(frame(), frame()))).isGreaterThan(MAKING_A_FRAME * NOISE);
    }

    private Object json() {
        return JSON.readTree(event.value());
    }

    private Object read() {
        return decoder.decode(event);
    }

    private Object written() {
        return JSON.writeValueAsBytes(notification);
    }

    private Object frame() {
        Notification made = notification();
        return Frame.notification(made.position(), JSON.writeValueAsBytes(made));
    }

    private Notification notification() {
        return Notification.of(
                PlacedRequest.of(request, new StreamPosition("topic-3", 12_345)), TEMPLATE, REASON, NOON);
    }

    private static ConsumerRecord<String, byte[]> event() {
        ApprovedSample sample = ApprovedSample.of("crm.customer.assigned.v1");
        return EventRecords.read(sample, sample.value());
    }
}
