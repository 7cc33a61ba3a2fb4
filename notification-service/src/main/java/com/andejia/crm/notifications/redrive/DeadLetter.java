package com.andejia.crm.notifications.redrive;

import com.andejia.crm.events.Person;
import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A record that told nobody, as those on watch see it: nothing in it is anybody's personal data.
 *
 * @param at when it was set aside
 * @param reason why, in the words of whoever could not read it
 * @param eventId as the record says; null if it does not
 * @param eventType the same
 * @param body what it says, masked and perhaps cut short; null if it says nothing
 * @param attempts how often it was sent again
 * @param history who did what with it, oldest first
 * @param place where the record lies
 */
public record DeadLetter(
        String id,
        Kind kind,
        State state,
        Origin origin,
        Instant at,
        String reason,
        @Nullable String eventId,
        @Nullable String eventType,
        @Nullable String body,
        int attempts,
        List<Act> history,
        @JsonIgnore Place place) {

    /** Whether it is that record, perhaps corrected. */
    public boolean isSameRecordAs(DeadLetter other) {
        return origin.topic().equals(other.origin.topic())
                && Objects.equals(origin.key(), other.origin.key())
                && Objects.equals(eventId, other.eventId);
    }

    /** Why it told nobody. */
    public enum Kind {
        /** It cannot be read. */
        POISON,
        /** It can, but this version does not know what it means. */
        UNKNOWN_TYPE
    }

    /** What has become of it since. */
    public enum State {
        OPEN,
        /** Being sent again; who does that may have died over it. */
        REDRIVING,
        /** Sent again. If it fails again it is open again. */
        REDRIVEN,
        DISCARDED
    }

    /**
     * Where it was read.
     *
     * @param partition null, as is the offset, if whoever set it aside did not say
     */
    public record Origin(
            String topic,
            @Nullable Integer partition,
            @Nullable Long offset,
            @Nullable String key) {}

    /** A record of a topic. */
    public record Place(String topic, int partition, long offset) {}

    /** What somebody did with it. */
    public record Act(
            Instant at, Person by, String what, @Nullable String detail) {}
}
