package com.andejia.crm.systemtests.streams;

import com.andejia.crm.systemtests.crowd.NumberedText;
import org.jspecify.annotations.Nullable;

/** Announcements that have a number, as the service shows them. */
final class Announced {
    private static final NumberedText CONTENT = new NumberedText("content", "storm");

    private Announced() {}

    static String text(int number) {
        return CONTENT.of(number);
    }

    /** When it was due is not known. */
    static @Nullable Message in(byte[] bytes, int from, int to) {
        int number = CONTENT.in(bytes, from, to);
        return number == NumberedText.NONE ? null : new Message(number, Long.MAX_VALUE);
    }
}
