package com.andejia.crm.notifications.feed.mongo;

import com.andejia.crm.notifications.feed.Entry;
import com.andejia.crm.notifications.feed.Suppressed;
import java.time.Duration;
import java.util.Date;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** How long entries are kept. */
@Component
class Lifetimes {
    private final Duration retention;
    private final Duration suppressed;

    Lifetimes(@Value("${crm.retention}") Duration retention, @Value("${crm.suppressed.kept-for}") Duration suppressed) {
        this.retention = retention;
        this.suppressed = suppressed;
    }

    Date end(Entry entry) {
        return Date.from(entry.storedAt().plus(entry instanceof Suppressed ? suppressed : retention));
    }
}
