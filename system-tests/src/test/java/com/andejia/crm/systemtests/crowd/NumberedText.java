package com.andejia.crm.systemtests.crowd;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Texts that differ by a number, in a field of JSON: found without parsing, which would cost the reader of many lines too much. */
public final class NumberedText {
    /** The number of a line that has none. */
    public static final int NONE = -1;

    private static final int DIGITS = 6;

    private final String word;
    private final byte[] mark;

    /** Such as {@code "content":"storm-000042"}. */
    public NumberedText(String field, String word) {
        this.word = word;
        mark = "\"%s\":\"%s-".formatted(field, word).getBytes(StandardCharsets.US_ASCII);
    }

    public String of(int number) {
        return "%s-%06d".formatted(word, number);
    }

    /** The number in these bytes, or {@link #NONE}. */
    public int in(byte[] bytes, int from, int to) {
        for (int at = from; at + mark.length + DIGITS <= to; at++) {
            if (Arrays.equals(bytes, at, at + mark.length, mark, 0, mark.length)) {
                return Integer.parseInt(new String(bytes, at + mark.length, DIGITS, StandardCharsets.US_ASCII));
            }
        }
        return NONE;
    }
}
