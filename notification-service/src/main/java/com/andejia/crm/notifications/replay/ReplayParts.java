package com.andejia.crm.notifications.replay;

import com.andejia.crm.notifications.feed.Erasure;
import com.andejia.crm.notifications.feed.FeedLag;
import com.andejia.crm.notifications.feed.Gaps;
import com.andejia.crm.notifications.feed.NotificationRequests;
import com.andejia.crm.notifications.feed.StateRequests;
import com.andejia.crm.notifications.intake.EventConsequences;
import com.andejia.crm.notifications.record.EventDecoder;
import java.time.Clock;
import java.util.Properties;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.stereotype.Component;

/** What replays work with. */
@Component
record ReplayParts(
        ConsumerFactory<String, byte[]> consumers,
        EventDecoder decoder,
        EventConsequences consequences,
        Gaps gaps,
        NotificationRequests requests,
        StateRequests changes,
        Erasure erasure,
        FeedLag lag,
        ReplayStore store,
        ReplayProperties properties,
        Clock clock) {
    private static final String CLIENT = "crm-replay";
    private static final String AT_ONCE = "100";
    private static final String PATIENCE_MILLIS = "10000";

    /** Blocks, for ten seconds if the broker is away. */
    EventRange open(ReplayOrder order) {
        var some = new Properties();
        some.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, AT_ONCE);
        some.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
        Consumer<String, byte[]> consumer = consumers.createConsumer(CLIENT, null, "-range", some);
        try {
            return new EventRange(consumer, order);
        } catch (RuntimeException e) {
            consumer.close();
            throw e;
        }
    }
}
