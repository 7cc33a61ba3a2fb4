package com.andejia.crm.notifications.feed;

import com.andejia.crm.notifications.live.StreamPosition;

/**
 * A request, and where it stands in its recipient's sequence.
 *
 * @param id of what becomes of it
 */
record PlacedRequest(NotificationRequest request, String id, StreamPosition position) {
    static PlacedRequest of(NotificationRequest request, StreamPosition position) {
        return new PlacedRequest(request, request.notificationId(), position);
    }

    boolean isReplayed() {
        return request.replay() != null;
    }
}
