package com.andejia.crm.customers.importing;

import java.util.List;

/** What became of a row, or is to become of it. */
sealed interface RowOutcome {
    /** Right as far as can be told from the file; kept until it is entered. */
    record ToEnter(ImportRow row) implements RowOutcome {}

    record Created() implements RowOutcome {}

    /** Somebody with that phone or WeChat is there already, in the store or earlier in the file. */
    record Duplicate(RowError error) implements RowOutcome {}

    /** One row, with all that is wrong with it. */
    record Failed(List<RowError> errors) implements RowOutcome {}
}
