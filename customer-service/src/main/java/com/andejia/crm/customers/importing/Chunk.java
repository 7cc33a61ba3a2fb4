package com.andejia.crm.customers.importing;

import java.util.List;

/**
 * Some rows of an operation, kept as one document: its rows come to their end with one write.
 *
 * @param number from 0, in the order of the file
 * @param toEnter the rows that are not at their end yet
 * @param settled those that are, because the file alone tells what is wrong with them
 */
public record Chunk(String operationId, long number, List<ImportRow> toEnter, Settled settled) {

    static Chunk of(String operationId, long number, List<RowOutcome> outcomes) {
        List<ImportRow> rows = outcomes.stream()
                .filter(RowOutcome.ToEnter.class::isInstance)
                .map(outcome -> ((RowOutcome.ToEnter) outcome).row())
                .toList();
        return new Chunk(operationId, number, rows, Settled.of(outcomes));
    }

    int size() {
        return toEnter.size() + settled.counts().done();
    }
}
