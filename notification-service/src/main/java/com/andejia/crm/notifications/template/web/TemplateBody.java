package com.andejia.crm.notifications.template.web;

import com.andejia.crm.notifications.api.InvalidRequest;
import com.andejia.crm.notifications.template.Priority;
import com.andejia.crm.notifications.template.TemplateChange;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The parts of a text as a client sends them. A part that is misspelt is refused: nobody would notice that it did nothing. */
final class TemplateBody {
    private static final Set<String> PARTS =
            Set.of("priority", "title", "content", "actionUrl", "actionText", "icon", "color");
    private static final String VERSION = "version";

    private final JsonNode json;

    TemplateBody(JsonNode json) {
        if (!json.isObject()) {
            throw new InvalidRequest("body", "应为 JSON 对象");
        }
        this.json = json;
        json.propertyNames().forEach(TemplateBody::requireKnown);
    }

    private static void requireKnown(String name) {
        if (!PARTS.contains(name) && !name.equals(VERSION)) {
            throw new InvalidRequest(name.substring(0, Math.min(name.length(), 50)), "不是模板的字段");
        }
    }

    TemplateChange change() {
        return new TemplateChange(
                priority(text("priority")),
                text("title"),
                text("content"),
                text("actionUrl"),
                text("actionText"),
                text("icon"),
                text("color"));
    }

    /** The version that the client saw; null if it does not say. */
    @Nullable
    Integer version() {
        JsonNode value = json.get(VERSION);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isInt() || value.asInt() < 0) {
            throw new InvalidRequest(VERSION, "应为版本号");
        }
        return value.asInt();
    }

    private @Nullable String text(String name) {
        JsonNode value = json.get(name);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isString()) {
            throw new InvalidRequest(name, "应为文本");
        }
        return value.asString();
    }

    private static @Nullable Priority priority(@Nullable String name) {
        return name == null
                ? null
                : Stream.of(Priority.values())
                        .filter(priority -> priority.name().equals(name))
                        .findFirst()
                        .orElseThrow(() -> new InvalidRequest("priority", "应为 HIGH、MEDIUM 或 LOW"));
    }
}
