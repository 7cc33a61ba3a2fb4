package com.andejia.crm.notifications.replay;

import com.andejia.crm.events.Rfc3339;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.regex.Pattern;

/** One end of what is read: a time at which records were put onto their topic, or an offset in each partition. */
public sealed interface Bound {
    Pattern DIGITS = Pattern.compile("[0-9]{1,18}");

    /** Included at the beginning, excluded at the end. */
    record Time(Instant at) implements Bound {
        @Override
        public String text() {
            return Rfc3339.format(at);
        }
    }

    /** Included at the beginning, excluded at the end. */
    record Offset(long offset) implements Bound {
        @Override
        public String text() {
            return String.valueOf(offset);
        }
    }

    /** To be read by {@link #parse}. */
    String text();

    /** Empty if it is neither an offset nor an RFC 3339 time of this era. */
    static Optional<Bound> parse(String text) {
        if (DIGITS.matcher(text).matches()) {
            return Optional.of(new Offset(Long.parseLong(text)));
        }
        try {
            Instant at = OffsetDateTime.parse(text).toInstant();
            boolean ofThisEra = at.isAfter(Instant.EPOCH) && at.isBefore(Instant.parse("9999-01-01T00:00:00Z"));
            return ofThisEra ? Optional.of(new Time(at)) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
