package com.andejia.crm.notifications.feed;

import reactor.core.publisher.Mono;

/** The way in for what is to happen to notifications that are there. */
public interface StateRequests {

    /** Complete once the request is safe: then it will be done, behind whatever its recipient was to be told before it. */
    Mono<Void> send(StateRequest request);
}
