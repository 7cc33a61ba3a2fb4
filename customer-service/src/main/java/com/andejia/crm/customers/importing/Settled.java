package com.andejia.crm.customers.importing;

import java.util.ArrayList;
import java.util.List;

/** Rows that have come to their end. */
public record Settled(RowCounts counts, List<RowError> errors) {

    static Settled of(List<RowOutcome> outcomes) {
        int created = 0;
        int duplicates = 0;
        int failed = 0;
        List<RowError> errors = new ArrayList<>();
        for (RowOutcome outcome : outcomes) {
            if (outcome instanceof RowOutcome.Created) {
                created++;
            } else if (outcome instanceof RowOutcome.Duplicate duplicate) {
                duplicates++;
                errors.add(duplicate.error());
            } else if (outcome instanceof RowOutcome.Failed wrong) {
                failed++;
                errors.addAll(wrong.errors());
            }
        }
        return new Settled(new RowCounts(created, duplicates, failed), errors);
    }
}
