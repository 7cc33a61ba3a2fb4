package com.andejia.crm.systemtests.streams;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Announcements that have a number, as the service shows them. */
final class Announced {
    private static final byte[] MARK = "\"content\":\"storm-".getBytes(StandardCharsets.US_ASCII);
    private static final int DIGITS = 6;

    private Announced() {}

    static String text(int number) {
        return "storm-%06d".formatted(number);
    }

    /** When it was due is not known. */
    static @Nullable Message in(byte[] bytes, int from, int to) {
        for (int at = from; at + MARK.length + DIGITS <= to; at++) {
            if (Arrays.equals(bytes, at, at + MARK.length, MARK, 0, MARK.length)) {
                String number = new String(bytes, at + MARK.length, DIGITS, StandardCharsets.US_ASCII);
                return new Message(Integer.parseInt(number), Long.MAX_VALUE);
            }
        }
        return null;
    }
}
