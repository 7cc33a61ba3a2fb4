package com.andejia.crm.notifications.feed;

import reactor.core.publisher.Mono;

/** The way in for what no single event causes, such as reports and reminders. */
public interface NotificationRequests {

    /** Complete once the request is safe: then the recipient will be told, and once, however often it is sent. */
    Mono<Void> send(NotificationRequest request);
}
