package com.andejia.crm.systemtests.faults.agent;

/** A place in a service where it can be made to end at once, as by {@code kill -9}, and nowhere else. */
public enum FailPoint {
    CUSTOMER_BEFORE_SAVE("customers.outbox.OutboxWriter", "insert", false),
    CUSTOMER_AFTER_SAVE("customers.outbox.FastPath", "offerLeased", false),
    CUSTOMER_BEFORE_SEND("customers.outbox.KafkaEventPublisher", "publish", false),
    CUSTOMER_AFTER_SEND("customers.outbox.MongoOutboxStore", "mark", false),
    CUSTOMER_AFTER_MARK("customers.outbox.MongoOutboxStore", "dropSpilled", false),

    INTAKE_BEFORE_FORWARD("notifications.intake.IntakeListener", "forward", false),
    INTAKE_BEFORE_COMMIT("notifications.intake.IntakeListener", "onEvents", true),
    FEED_BEFORE_STORE("notifications.feed.mongo.MongoNotifications", "store", false),
    FEED_BEFORE_ANNOUNCE("notifications.live.Broadcast", "notification", false),
    FEED_BEFORE_COMMIT("notifications.feed.FeedListener", "onRequests", true);

    private final String type;
    private final String method;
    private final boolean atEnd;

    FailPoint(String type, String method, boolean atEnd) {
        this.type = "com.andejia.crm." + type;
        this.method = method;
        this.atEnd = atEnd;
    }

    String type() {
        return type;
    }

    String method() {
        return method;
    }

    /** Rather than at the beginning of the method. */
    boolean atEnd() {
        return atEnd;
    }
}
