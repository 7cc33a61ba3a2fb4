package com.andejia.crm.customers.importing;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Dates as Chinese spreadsheets write them. */
final class WrittenDates {
    private static final Pattern DATE = Pattern.compile("([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?");

    private WrittenDates() {}

    /** As {@code 2025-11-24}; what is no date as it is, for the rules to refuse. */
    static String iso(String text) {
        Matcher date = DATE.matcher(text);
        return date.matches()
                ? "%s-%02d-%02d"
                        .formatted(date.group(1), Integer.valueOf(date.group(2)), Integer.valueOf(date.group(3)))
                : text;
    }
}
