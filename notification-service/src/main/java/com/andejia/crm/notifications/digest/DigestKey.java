package com.andejia.crm.notifications.digest;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which digest.
 *
 * @param id of the notification that it is
 * @param type of that notification
 * @param operationId the operation that it gathers; null if it gathers a burst
 * @param since when the burst became a digest; null if it gathers an operation
 */
public record DigestKey(
        String id,
        String type,
        @Nullable String operationId,
        @Nullable Instant since) {

    public static DigestKey ofOperation(String operationId, String recipient, String type) {
        return new DigestKey(StableId.of(operationId, recipient, type), type, operationId, null);
    }

    /** Named after the notification with which it begins. */
    static DigestKey ofBurst(String firstId, Instant since, String type) {
        return new DigestKey(StableId.of("burst", firstId, type), type, null, since);
    }
}
