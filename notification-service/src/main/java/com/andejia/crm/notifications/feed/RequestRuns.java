package com.andejia.crm.notifications.feed;

import com.andejia.crm.notifications.record.RecordBatch.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A batch in the order of the log: requests of one kind that follow each other are dealt with together. */
final class RequestRuns {
    private final Consumer<List<Item<NotificationRequest>>> notifications;
    private final Consumer<List<Item<StateRequest>>> states;
    private List<Item<NotificationRequest>> notificationRun = new ArrayList<>();
    private List<Item<StateRequest>> stateRun = new ArrayList<>();

    private RequestRuns(
            Consumer<List<Item<NotificationRequest>>> notifications, Consumer<List<Item<StateRequest>>> states) {
        this.notifications = notifications;
        this.states = states;
    }

    static void inOrder(
            List<Item<FeedRequest>> items,
            Consumer<List<Item<NotificationRequest>>> notifications,
            Consumer<List<Item<StateRequest>>> states) {
        var runs = new RequestRuns(notifications, states);
        items.forEach(runs::add);
        runs.endNotifications();
        runs.endStates();
    }

    private void add(Item<FeedRequest> item) {
        if (item.content() instanceof NotificationRequest request) {
            endStates();
            notificationRun.add(new Item<>(item.index(), item.origin(), request));
        } else if (item.content() instanceof StateRequest request) {
            endNotifications();
            stateRun.add(new Item<>(item.index(), item.origin(), request));
        }
    }

    private void endNotifications() {
        if (!notificationRun.isEmpty()) {
            notifications.accept(notificationRun);
            notificationRun = new ArrayList<>();
        }
    }

    private void endStates() {
        if (!stateRun.isEmpty()) {
            states.accept(stateRun);
            stateRun = new ArrayList<>();
        }
    }
}
