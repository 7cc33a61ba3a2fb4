package com.andejia.crm.customers.api;

/** Which strings may enter. */
public final class Texts {
    private Texts() {}

    /** No control characters but those of a paragraph, and no half of a surrogate pair, which no encoding can carry. */
    static boolean isClean(String text) {
        return text.codePoints().noneMatch(Texts::isForbidden);
    }

    /** Fit to be quoted in an answer. */
    public static String quotable(String text) {
        StringBuilder clean = new StringBuilder();
        text.codePoints().limit(50).forEach(point -> clean.appendCodePoint(isForbidden(point) ? '\uFFFD' : point));
        return clean.toString();
    }

    private static boolean isForbidden(int point) {
        return Character.getType(point) == Character.SURROGATE
                || (Character.isISOControl(point) && point != '\n' && point != '\r' && point != '\t');
    }
}
