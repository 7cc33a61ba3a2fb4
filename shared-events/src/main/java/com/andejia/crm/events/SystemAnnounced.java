package com.andejia.crm.events;

import org.jspecify.annotations.Nullable;

/**
 * Something that everybody, or everybody with a role, is to know.
 *
 * @param announcementId its own
 * @param content the text, up to 1000 characters
 * @param title up to 50 characters
 * @param actionUrl where it leads: a path of the CRM, or an {@code http(s)} address
 * @param role those with this role only; absent for everybody
 * @param actor absent if it happened by itself, or the producer cannot tell
 */
@WireName("crm.system.announced.v1")
public record SystemAnnounced(
        String announcementId,
        String content,
        @Nullable String title,
        @Nullable String actionUrl,
        @Nullable String role,
        @Nullable Person actor)
        implements SystemEvent {
    /** It is copied for everybody it is for. */
    private static final int LONGEST = 1000;

    public SystemAnnounced {
        if (content.length() > LONGEST) {
            throw new IllegalArgumentException("content is longer than " + LONGEST + " characters");
        }
    }

    @Override
    public String subject() {
        return announcementId;
    }
}
