package com.andejia.crm.notifications.feed;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** After which notification a list goes on. It holds the place and not the number: what comes in meanwhile moves nothing. */
public record NotificationCursor(Instant createdAt, String id) {
    private static final Pattern FORMAT = Pattern.compile("([0-9]{1,15}) (\\S{1,64})");

    static NotificationCursor behind(Notification last) {
        return new NotificationCursor(last.createdAt(), last.id());
    }

    /** Empty if that is none of ours. */
    public static Optional<NotificationCursor> decode(String text) {
        try {
            Matcher parts = FORMAT.matcher(new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8));
            return parts.matches()
                    ? Optional.of(new NotificationCursor(
                            Instant.ofEpochMilli(Long.parseLong(parts.group(1))), parts.group(2)))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    public String encode() {
        String text = createdAt.toEpochMilli() + " " + id;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
