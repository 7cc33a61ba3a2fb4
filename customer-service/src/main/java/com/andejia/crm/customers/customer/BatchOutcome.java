package com.andejia.crm.customers.customer;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of an act on many customers.
 *
 * @param operationId by which its events are known; absent if they stand for themselves
 * @param success how many are now as was asked for, those that were so before included
 */
public record BatchOutcome(@Nullable String operationId, int success, int failed, List<RowError> errors) {

    /** Why one of them is not; named as in the request. */
    public record RowError(String customerId, String error) {}

    /** Fit to be shown. */
    public String summary(String act) {
        return act + "：成功 " + success + " 个，失败 " + failed + " 个";
    }

    /** Without the operation, where no event tells of it. */
    public BatchOutcome withoutOperation() {
        return new BatchOutcome(null, success, failed, errors);
    }
}
