package com.andejia.crm.customers.outbox;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * Who publishes from an outbox for how long, so that others leave it alone: saves work, and nothing depends on it.
 *
 * @param relay names this process
 * @param length how long the others wait for one that is gone
 */
record Leases(String relay, Duration length) {
    /** A time this far ahead was written by a clock that is wrong, and is not waited for. */
    static final Duration SKEW = Duration.ofMinutes(1);

    Document from(Instant now) {
        return new Document("by", relay).append("until", Date.from(now.plus(length)));
    }

    /**
     * No longer publishes, but does not try again before {@code end}; others need not wait. Where all fail, each failure makes the one
     * before forget its pause, and what is left is that of the sweeper.
     */
    Bson failedUntil(Instant end) {
        return combine(set("outbox.lease.until", Date.from(end)), set("outbox.lease.failed", true));
    }

    /** Whether somebody is late, and has not just failed. */
    boolean isAnothers(Document lease) {
        return !relay.equals(lease.getString("by")) && !lease.getBoolean("failed", false);
    }

    /** Outboxes that nobody has a valid lease of. */
    Bson free(Instant now) {
        return or(
                exists("outbox.lease", false),
                lt("outbox.lease.until", Date.from(now)),
                and(eq("outbox.lease.failed", true), ne("outbox.lease.by", relay)),
                gt("outbox.lease.until", Date.from(now.plus(length).plus(SKEW))));
    }
}
