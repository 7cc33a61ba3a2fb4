package com.andejia.crm.customers.outbox;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.min;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * Who publishes from an outbox, and until when no other need look at it: saves work, and nothing depends on it. Each outbox in which
 * something waits has a lease, though perhaps held by nobody; when it ends is what the sweeper's index knows.
 *
 * @param relay names this process
 * @param length how long the others wait for one that is gone
 */
record Leases(String relay, Duration length) {
    static final String END = "outbox.lease.until";

    private static final String HOLDER = "outbox.lease.by";

    /** A time this far ahead was written by a clock that is wrong, and is not waited for. */
    private static final Duration SKEW = Duration.ofMinutes(1);

    Document from(Instant now) {
        return new Document("by", relay).append("until", Date.from(now.plus(length)));
    }

    /** Whoever looks next may take it. */
    Document free(Instant now) {
        return new Document("until", Date.from(now));
    }

    /** For one that somebody will take at once, if nothing happens to him: never later than it ends already. */
    Bson awaited(Instant now) {
        return min(END, Date.from(now.plus(length)));
    }

    Bson freed(Instant now) {
        return min(END, Date.from(now));
    }

    /** Held by nobody, and left alone by all sweepers until {@code end}. */
    Bson givenUpUntil(Instant end) {
        return combine(unset(HOLDER), set(END, Date.from(end)));
    }

    Bson isOurs() {
        return eq(HOLDER, relay);
    }

    /** Whether somebody has let it run out. */
    boolean isAnothers(Document lease) {
        return lease.containsKey("by") && !relay.equals(lease.getString("by"));
    }

    Bson canBeTaken(Instant now) {
        return or(exists(HOLDER, false), hasEnded(now), endsTooLate(now));
    }

    Bson hasEnded(Instant now) {
        return lt(END, Date.from(now));
    }

    Bson endsTooLate(Instant now) {
        return gt(END, Date.from(now.plus(length).plus(SKEW)));
    }
}
