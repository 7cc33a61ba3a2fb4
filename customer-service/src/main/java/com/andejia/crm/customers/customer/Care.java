package com.andejia.crm.customers.customer;

import com.andejia.crm.events.Person;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Who looks after a customer, and how well.
 *
 * @param owner who is responsible; absent in the public pool
 * @param reason why they are, or why the customer is in the pool
 * @param pooledAt since when it is in the public pool; absent for one with an owner
 * @param quietSince when somebody was last in touch, or it last changed hands; absent in the pool
 * @param reminded whether the owner has been told of this silence
 * @param nextFollowUpDate when the owner means to be in touch again
 * @param frozen kept out of the pool and of transfers
 */
public record Care(
        @Nullable Person owner,
        @Nullable String reason,
        @Nullable Instant pooledAt,
        @Nullable Instant quietSince,
        boolean reminded,
        @Nullable Instant lastFollowUpAt,
        @Nullable LocalDate nextFollowUpDate,
        boolean frozen) {

    static Care by(Person owner, @Nullable String reason, Instant now) {
        return new Care(owner, reason, null, now, false, null, null, false);
    }

    static Care ofNobody(@Nullable String reason, Instant now) {
        return new Care(null, reason, now, null, false, null, null, false);
    }

    public Care passedTo(Person next, @Nullable String why, Instant now) {
        return new Care(next, why, null, now, false, lastFollowUpAt, nextFollowUpDate, frozen);
    }

    public Care released(@Nullable String why, Instant now) {
        return new Care(null, why, now, null, false, lastFollowUpAt, null, frozen);
    }

    /** Somebody was in touch: the silence, if it counts at all, begins anew. */
    public Care followedUp(@Nullable LocalDate next, Instant now) {
        return new Care(owner, reason, pooledAt, owner == null ? null : now, false, now, next, frozen);
    }

    /** The owner has been told of this silence. */
    public Care remindedOfSilence() {
        return new Care(owner, reason, pooledAt, quietSince, true, lastFollowUpAt, nextFollowUpDate, frozen);
    }

    Care frozen(boolean wanted) {
        return new Care(owner, reason, pooledAt, quietSince, reminded, lastFollowUpAt, nextFollowUpDate, wanted);
    }

    boolean isOf(String staffId) {
        return owner != null && owner.id().equals(staffId);
    }
}
