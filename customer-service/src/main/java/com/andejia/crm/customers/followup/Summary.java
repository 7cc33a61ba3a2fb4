package com.andejia.crm.customers.followup;

import java.util.regex.Pattern;

/** The beginning of what was noted, fit to leave this service. */
final class Summary {
    private static final int LONGEST = 100;
    private static final int DIGITS_OF_A_MOBILE = 11;

    /** Mobile, landline and service numbers as people write them, and any other long number, such as of an identity card. */
    private static final Pattern LIKE_A_PHONE = Pattern.compile(String.join(
                    "|",
                    "1_[3-9](?:_[0-9]){9}",
                    "[(（]?0[0-9]{2,3}[)）]?_[0-9]{3,4}_[0-9]{4}",
                    "[48]00_[0-9]{3}_[0-9]{4}",
                    "[0-9]{7,}")
            .replace("_", "[\\s\\u3000.·-]?"));

    private Summary() {}

    /** Masked before it is cut, so that no phone is cut to something that looks like none. */
    static String of(String content) {
        String masked = LIKE_A_PHONE
                .matcher(withPlainDigits(content))
                .replaceAll(phone -> mask(phone.group().replaceAll("[^0-9]", "")));
        return masked.codePointCount(0, masked.length()) <= LONGEST
                ? masked
                : masked.substring(0, masked.offsetByCodePoints(0, LONGEST));
    }

    private static String mask(String digits) {
        return digits.length() < DIGITS_OF_A_MOBILE
                ? "****"
                : digits.substring(0, 3) + "****" + digits.substring(digits.length() - 4);
    }

    /** Chinese keyboards also type digits of full width. */
    private static String withPlainDigits(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        text.codePoints()
                .forEach(point ->
                        plain.appendCodePoint(Character.isDigit(point) ? '0' + Character.digit(point, 10) : point));
        return plain.toString();
    }
}
