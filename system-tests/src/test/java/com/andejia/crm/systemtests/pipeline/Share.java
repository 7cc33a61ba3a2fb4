package com.andejia.crm.systemtests.pipeline;

import java.util.List;

/**
 * How near the whole path comes to what one part of it can do.
 *
 * @param limit what the part does by itself
 * @param reached what the whole path does of that
 */
record Share(String limit, double limitPerSecond, String reached, double reachedPerSecond) {
    /** Two events of each customer, and for either a request to tell somebody and a record of the broadcast. */
    private static final int RECORDS_OF_EACH = 6;

    static List<Share> of(Results results) {
        RawLimits limits = results.limits();
        double creates = results.sustainedPerSecond();
        return List.of(
                new Share("requests answered without the database", limits.answers(), "creates sustained", creates),
                new Share("customers inserted one by one", limits.inserts(), "creates sustained", creates),
                new Share(
                        "records acknowledged by the broker",
                        limits.records(),
                        "records of the creates sustained",
                        RECORDS_OF_EACH * creates),
                new Share(
                        "notifications inserted in batches",
                        limits.batched(),
                        "notifications drained",
                        results.backlog().perSecond()));
    }

    double ratio() {
        return reachedPerSecond / limitPerSecond;
    }
}
