package com.andejia.crm.notifications.live;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A place in one person's sequence of notifications; as text, the stream's event id {@code <epoch>.<seq>}.
 *
 * @param epoch which sequence; positions of different epochs cannot be compared
 * @param seq grows with every notification, but not by one
 */
public record StreamPosition(String epoch, long seq) {

    public static StreamPosition beginningOf(String epoch) {
        return new StreamPosition(epoch, -1);
    }

    /** Reads an event id; empty if it is none that this service ever gave. */
    public static Optional<StreamPosition> parse(String eventId) {
        int dot = eventId.lastIndexOf('.');
        if (dot < 1) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new StreamPosition(eventId.substring(0, dot), Long.parseLong(eventId.substring(dot + 1))));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Whether somebody who has everything up to the other position still lacks this one. */
    boolean follows(@Nullable StreamPosition other) {
        return other == null || !epoch.equals(other.epoch) || seq > other.seq;
    }

    @Override
    public String toString() {
        return epoch + "." + seq;
    }
}
