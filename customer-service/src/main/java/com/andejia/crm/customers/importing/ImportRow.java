package com.andejia.crm.customers.importing;

import java.util.Map;

/**
 * A row that is to become a customer.
 *
 * @param number as a spreadsheet shows it
 * @param values by field, as texts
 */
public record ImportRow(int number, Map<String, String> values) {

    /** Never the values, which are personal. */
    @Override
    public String toString() {
        return "ImportRow[" + number + "]";
    }
}
