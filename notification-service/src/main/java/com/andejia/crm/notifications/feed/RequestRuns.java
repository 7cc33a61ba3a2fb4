package com.andejia.crm.notifications.feed;

import com.andejia.crm.notifications.record.RecordBatch.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.springframework.kafka.listener.BatchListenerFailedException;

/**
 * A batch in as few steps as its order allows: notifications are stored together, and what the state requests among them ask for
 * is done after that. What is resolved stands before its request, so it may be done later than its place, never earlier; only a
 * notification that stands behind one to be woken has to wait for it, since both take places in the person's sequence.
 */
final class RequestRuns {
    /** What has been done stays done if what follows takes too long: the batch goes on from there. */
    private static final int LARGEST = 100;

    private final Consumer<List<Item<NotificationRequest>>> notifications;
    private final Consumer<List<Item<StateRequest>>> states;
    private List<Item<NotificationRequest>> notificationRun = new ArrayList<>();
    private List<Item<StateRequest>> stateRun = new ArrayList<>();
    private boolean waking;

    private RequestRuns(
            Consumer<List<Item<NotificationRequest>>> notifications, Consumer<List<Item<StateRequest>>> states) {
        this.notifications = notifications;
        this.states = states;
    }

    /** @throws BatchListenerFailedException at the lowest item that is not done */
    static void inOrder(
            List<Item<FeedRequest>> items,
            Consumer<List<Item<NotificationRequest>>> notifications,
            Consumer<List<Item<StateRequest>>> states) {
        var runs = new RequestRuns(notifications, states);
        items.forEach(runs::add);
        runs.end();
    }

    private void add(Item<FeedRequest> item) {
        boolean full = notificationRun.size() + stateRun.size() == LARGEST;
        if (full || (waking && item.content() instanceof NotificationRequest)) {
            end();
        }
        if (item.content() instanceof NotificationRequest request) {
            notificationRun.add(new Item<>(item.index(), item.origin(), request));
        } else if (item.content() instanceof StateRequest request) {
            waking |= request instanceof StateRequest.Wake;
            stateRun.add(new Item<>(item.index(), item.origin(), request));
        }
    }

    private void end() {
        try {
            if (!notificationRun.isEmpty()) {
                storeBeforeStates();
            }
            if (!stateRun.isEmpty()) {
                states.accept(stateRun);
            }
        } catch (BatchListenerFailedException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new BatchListenerFailedException("not done: " + e, e, first());
        }
        notificationRun = new ArrayList<>();
        stateRun = new ArrayList<>();
        waking = false;
    }

    private void storeBeforeStates() {
        try {
            notifications.accept(notificationRun);
        } catch (BatchListenerFailedException e) {
            // What the state requests before it ask for has not been done either.
            throw !stateRun.isEmpty() && stateRun.get(0).index() < e.getIndex()
                    ? new BatchListenerFailedException(
                            e.getMessage(), e, stateRun.get(0).index())
                    : e;
        }
    }

    private int first() {
        return Stream.concat(notificationRun.stream(), stateRun.stream())
                .mapToInt(Item::index)
                .min()
                .orElseThrow();
    }
}
