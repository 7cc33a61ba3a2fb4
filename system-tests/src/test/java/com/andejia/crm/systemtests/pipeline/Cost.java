package com.andejia.crm.systemtests.pipeline;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What a notification costs a part.
 *
 * @param allocatedKib NaN if that is not known
 */
record Cost(String part, double cpuMillis, double allocatedKib) {

    static List<Cost> between(Map<String, Spending> before, Map<String, Spending> after, int notifications) {
        return after.entrySet().stream()
                .map(part -> of(part.getKey(), before.get(part.getKey()), part.getValue(), notifications))
                .toList();
    }

    private static Cost of(String part, Spending before, Spending after, int notifications) {
        return new Cost(
                part,
                after.cpuSecondsSince(before) * TimeUnit.SECONDS.toMillis(1) / notifications,
                after.allocatedKibSince(before) / notifications);
    }
}
