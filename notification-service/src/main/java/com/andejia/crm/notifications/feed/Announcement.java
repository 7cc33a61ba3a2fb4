package com.andejia.crm.notifications.feed;

import com.andejia.crm.notifications.feed.Notifications.Stored;
import com.andejia.crm.notifications.live.StreamPosition;
import java.util.Map;
import java.util.Optional;

/**
 * What streams are told when a request has been dealt with.
 *
 * @param position in the recipient's sequence; streams drop what does not follow what they have been sent
 * @param isGrowth whether it is a digest that they know, only larger
 */
record Announcement(Notification notification, StreamPosition position, boolean isGrowth) {

    /**
     * A digest is announced with the request at which it began, and with the newest one: once per batch, and when a batch comes
     * again, in the same places of the sequence, so that streams neither miss it nor see it pop up twice. To announce it before
     * its place would make streams drop what stands in between.
     */
    static Optional<Announcement> of(Stored stored, Map<String, Notification> digests) {
        if (!stored.outcome().isNews()) {
            return Optional.empty();
        }
        if (stored.entry() instanceof Notification it) {
            return Optional.of(new Announcement(it, it.position(), false));
        }
        return stored.entry() instanceof Member member
                ? Optional.ofNullable(digests.get(member.digest().id())).flatMap(it -> of(member.position(), it))
                : Optional.empty();
    }

    private static Optional<Announcement> of(StreamPosition position, Notification digest) {
        if (position.equals(digest.begunAt())) {
            return Optional.of(new Announcement(digest, position, false));
        }
        return position.equals(digest.position()) && digest.isInPlainSight()
                ? Optional.of(new Announcement(digest, position, true))
                : Optional.empty();
    }
}
