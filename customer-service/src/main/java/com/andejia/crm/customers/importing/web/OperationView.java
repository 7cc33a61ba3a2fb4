package com.andejia.crm.customers.importing.web;

import com.andejia.crm.customers.importing.ImportOperation;
import com.andejia.crm.customers.importing.ImportProgress.Progress;
import com.andejia.crm.events.Person;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far an operation is.
 *
 * @param state {@code RUNNING} or {@code FINISHED}
 * @param total rows of the file, without the header and blank ones
 * @param done those that are created, duplicates or failed
 */
record OperationView(
        String operationId,
        String kind,
        String state,
        int total,
        int done,
        int created,
        int duplicates,
        int failed,
        double ratePerSecond,
        long remainingSeconds,
        Person startedBy,
        Instant startedAt,
        @Nullable Instant finishedAt) {
    private static final double TENTHS = 10.0;

    static OperationView of(Progress progress) {
        ImportOperation operation = progress.operation();
        return new OperationView(
                operation.id(),
                "import",
                operation.state().name(),
                operation.total(),
                progress.counts().done(),
                progress.counts().created(),
                progress.counts().duplicates(),
                progress.counts().failed(),
                Math.round(progress.perSecond() * TENTHS) / TENTHS,
                progress.remainingSeconds(),
                operation.startedBy(),
                operation.startedAt(),
                operation.finishedAt());
    }
}
