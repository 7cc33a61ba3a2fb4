package com.andejia.crm.notifications.replay;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which events are read once more.
 *
 * @param to null for up to the present end
 * @param partition the only one of the topic; null for all
 * @param subject the only aggregate; null for all
 * @param types the only types of events; empty for all
 * @param dryRun whether it is only counted what would be told
 */
public record ReplayOrder(
        List<String> topics,
        Bound from,
        @Nullable Bound to,
        @Nullable Integer partition,
        @Nullable String subject,
        List<String> types,
        boolean dryRun) {}
