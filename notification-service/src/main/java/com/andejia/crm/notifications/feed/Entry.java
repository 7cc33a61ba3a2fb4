package com.andejia.crm.notifications.feed;

import com.andejia.crm.notifications.live.StreamPosition;
import java.time.Instant;

/**
 * What has become of a request: it is shown by itself, it is part of a digest, or it is not shown. Whichever it is lies in one
 * store under one id, so that it is one of them and stays so, whatever is delivered again, or decided elsewhere at the same time.
 */
public sealed interface Entry permits Notification, Member, Suppressed {
    String id();

    String recipient();

    String type();

    /** The event's own time. */
    Instant createdAt();

    Instant storedAt();

    String eventId();

    /** What it is about. */
    String subject();

    /** The place of the request. */
    StreamPosition position();

    Reason reason();
}
