package com.andejia.crm.customers.importing;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * The id of the customer that a row becomes: the same whoever enters it and how often. A UUIDv7 like all others, with the
 * time of the operation, so that customers of one import lie together.
 */
final class RowIds {
    private static final long TIME = 0xFFFF_FFFF_FFFF_0000L;
    private static final long RANDOM_A = 0x0000_0000_0000_0FFFL;
    private static final long VERSION_7 = 0x0000_0000_0000_7000L;
    private static final long RANDOM_B = 0x3FFF_FFFF_FFFF_FFFFL;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private RowIds() {}

    static String of(String operationId, int row) {
        ByteBuffer hash = ByteBuffer.wrap(hash(operationId + ":" + row));
        long time = UUID.fromString(operationId).getMostSignificantBits() & TIME;
        return new UUID(time | VERSION_7 | (hash.getLong() & RANDOM_A), VARIANT | (hash.getLong() & RANDOM_B))
                .toString();
    }

    private static byte[] hash(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
