package com.andejia.crm.customers.importing;

import java.util.List;

/**
 * A line of a table as it stands in the file.
 *
 * @param number as a spreadsheet shows it, from 1
 */
record Line(int number, List<String> cells) {

    boolean isBlank() {
        return cells.stream().allMatch(String::isBlank);
    }

    String cell(int index) {
        return index < cells.size() ? cells.get(index).strip() : "";
    }
}
