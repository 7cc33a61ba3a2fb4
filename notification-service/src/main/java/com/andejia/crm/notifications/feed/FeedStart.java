package com.andejia.crm.notifications.feed;

import com.andejia.crm.notifications.template.TemplatesReady;
import org.springframework.context.event.EventListener;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.stereotype.Component;

/** Nobody is told anything before it is known which texts somebody has edited. */
@Component
class FeedStart {
    private final KafkaListenerEndpointRegistry listeners;

    FeedStart(KafkaListenerEndpointRegistry listeners) {
        this.listeners = listeners;
    }

    @EventListener
    void on(TemplatesReady ready) {
        var feed = listeners.getListenerContainer(FeedListener.ID);
        if (feed != null) {
            feed.start();
        }
    }
}
