package com.andejia.crm.notifications.redrive;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What is to be different when a record is sent again; null leaves it as it is. Key, event id and everything else stay.
 *
 * @param type of the event
 * @param body all of what it says
 */
public record Correction(@Nullable String type, @Nullable JsonNode body) {
    public static final Correction NONE = new Correction(null, null);

    boolean isNone() {
        return type == null && body == null;
    }

    /** What of it, and not to what: that may be somebody's data. */
    @Nullable
    String described() {
        if (isNone()) {
            return null;
        }
        return type == null ? "body" : body == null ? "type " + type : "type " + type + ", body";
    }
}
