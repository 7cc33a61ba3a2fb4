package com.andejia.crm.notifications.replay.web;

import com.andejia.crm.events.EventType;
import com.andejia.crm.events.EventTypes;
import com.andejia.crm.notifications.api.InvalidRequest;
import com.andejia.crm.notifications.replay.Bound;
import com.andejia.crm.notifications.replay.ReplayOrder;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A replay as an admin asks for it.
 *
 * @param from a time at which records were put onto their topic, or an offset
 * @param to the same, excluded; up to the present end without it
 * @param partition the only one, of offsets
 * @param subject the only aggregate
 * @param types the only types of events, with or without {@code crm.} before them
 * @param unknown fields that there are none of: one that is misspelt must not be lost, or it means more than was meant
 */
record NewReplay(
        @Nullable @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
        List<@Nullable String> topics,

        @Nullable
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED, type = "string", example = "2025-11-24T07:43:08.911Z")
        JsonNode from,

        @Nullable @Schema(type = "string", example = "2025-11-25T07:43:08.911Z")
        JsonNode to,

        @Nullable Integer partition,
        @Nullable @Schema(maxLength = 200) String subject,
        @Nullable List<@Nullable String> types,

        @Nullable @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
        Boolean dryRun,

        @JsonAnySetter @Schema(hidden = true) @Nullable Map<String, Object> unknown) {

    private static final int LONGEST_SUBJECT = 200;
    private static final String PREFIX = "crm.";

    /** @throws InvalidRequest naming the first field that cannot be taken */
    ReplayOrder toOrder(Set<String> known) {
        if (unknown != null && !unknown.isEmpty()) {
            throw new InvalidRequest(unknown.keySet().iterator().next(), "没有这个字段");
        }
        if (dryRun == null) {
            throw new InvalidRequest("dryRun", "必填");
        }
        if (subject != null && (subject.isBlank() || subject.length() > LONGEST_SUBJECT)) {
            throw new InvalidRequest("subject", "应为 1 到 " + LONGEST_SUBJECT + " 个字符");
        }
        List<String> chosen = topics(known);
        Bound first = bound("from", from);
        if (first == null) {
            throw new InvalidRequest("from", "必填");
        }
        Bound end = bound("to", to);
        requireRange(first, end, chosen);
        return new ReplayOrder(chosen, first, end, partition, subject, types(chosen), dryRun);
    }

    private List<String> topics(Set<String> known) {
        if (topics == null || topics.isEmpty()) {
            throw new InvalidRequest("topics", "至少需要一个主题");
        }
        return topics.stream()
                .map(topic -> {
                    if (topic == null || !known.contains(topic)) {
                        throw new InvalidRequest("topics", "应为 " + String.join("、", new TreeSet<>(known)) + " 之一");
                    }
                    return topic;
                })
                .distinct()
                .toList();
    }

    private List<String> types(List<String> chosen) {
        return types == null
                ? List.of()
                : types.stream().map(type -> type(type, chosen)).distinct().toList();
    }

    private static String type(@Nullable String given, List<String> chosen) {
        String name = given == null || given.startsWith(PREFIX) ? given : PREFIX + given;
        EventType<?> type = name == null ? null : EventTypes.named(name).orElse(null);
        if (type == null || !chosen.contains(type.topic())) {
            throw new InvalidRequest("types", "所选主题没有这个事件类型：" + given);
        }
        return type.name();
    }

    private static @Nullable Bound bound(String field, @Nullable JsonNode given) {
        if (given == null || given.isNull()) {
            return null;
        }
        String text = given.isString() || given.isIntegralNumber() ? given.asString() : "";
        return Bound.parse(text).orElseThrow(() -> new InvalidRequest(field, "应为时间 2025-11-24T07:43:08.911Z 或偏移量"));
    }

    private void requireRange(Bound first, @Nullable Bound end, List<String> chosen) {
        boolean byOffset = first instanceof Bound.Offset;
        if (end != null && byOffset != end instanceof Bound.Offset) {
            throw new InvalidRequest("to", "应与 from 同为时间或偏移量");
        }
        if (byOffset && chosen.size() > 1) {
            throw new InvalidRequest("topics", "按偏移量回放时只能选一个主题");
        }
        if (partition != null && (!byOffset || partition < 0)) {
            throw new InvalidRequest("partition", "只用于偏移量，且不小于 0");
        }
        if (end != null && !isBefore(first, end)) {
            throw new InvalidRequest("to", "应晚于 from");
        }
    }

    private static boolean isBefore(Bound first, Bound end) {
        if (first instanceof Bound.Offset from && end instanceof Bound.Offset to) {
            return from.offset() < to.offset();
        }
        return first instanceof Bound.Time from
                && end instanceof Bound.Time to
                && from.at().isBefore(to.at());
    }
}
