package com.andejia.crm.customers.importing;

import java.util.regex.Pattern;

/**
 * Why a row has not become a customer.
 *
 * @param name of the customer, so that people find the row; whatever looks like a phone in it is masked
 * @param field empty if it is none in particular
 */
public record RowError(int row, String name, String field, String message) {
    private static final Pattern PHONE = Pattern.compile("([0-9]{3})[0-9]{4,}([0-9]{4})");
    private static final int LONGEST = 50;

    static RowError of(int row, String name, String field, String message) {
        String shown = name.codePointCount(0, name.length()) > LONGEST
                ? name.substring(0, name.offsetByCodePoints(0, LONGEST))
                : name;
        return new RowError(row, PHONE.matcher(shown).replaceAll("$1****$2"), field, message);
    }
}
