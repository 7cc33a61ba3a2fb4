package com.andejia.crm.notifications.feed;

/** What travels on {@link NotificationRequest#TOPIC}, keyed by the person whose feed it is about. */
public sealed interface FeedRequest permits NotificationRequest, StateRequest {
    String recipient();
}
