package com.andejia.crm.systemtests.pipeline;

import java.util.concurrent.TimeUnit;

/**
 * What notification-service makes of all that has come while it was away.
 *
 * @param perSecond from when the first of them were in its store to when all were
 */
record Backlog(int customers, double perSecond) {
    /** Both the owner and the manager are told, each because of an event of its own. */
    static final int TOLD_OF_EACH = 2;

    private static final double NANOS = TimeUnit.SECONDS.toNanos(1);

    static Backlog drain(Pipeline pipeline, Creates creates, int customers) {
        int notifications = TOLD_OF_EACH * customers;
        pipeline.stopNotificationService();
        double published = pipeline.published();
        for (int i = 0; i < customers; i++) {
            creates.send(() -> {});
        }
        creates.awaitAnswers();
        pipeline.awaitPublished(published + notifications);

        pipeline.startNotificationService();
        double first = pipeline.awaitStored(1);
        long begin = System.nanoTime();
        pipeline.requireStored(notifications);
        double seconds = (System.nanoTime() - begin) / NANOS;
        return new Backlog(customers, (notifications - first) / seconds);
    }
}
