package com.andejia.crm.notifications.template.web;

import com.andejia.crm.notifications.api.InvalidRequest;
import com.andejia.crm.notifications.template.Priority;
import com.andejia.crm.notifications.template.TemplateChange;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import java.math.BigDecimal;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The parts of a text as a client sends them. A part that is misspelt is refused: nobody would notice that it did nothing. */
final class TemplateBody {
    private static final String PRIORITY = "priority";
    private static final Set<String> PARTS =
            Set.of(PRIORITY, "title", "content", "actionUrl", "actionText", "icon", "color");
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

    /** What is read here, for the API document. */
    static Schema<?> schema() {
        var body = new ObjectSchema();
        PARTS.forEach(part -> body.addProperty(part, new StringSchema()));
        body.addProperty(
                PRIORITY,
                new StringSchema()
                        ._enum(Stream.of(Priority.values()).map(Priority::name).toList()));
        body.addProperty(VERSION, new IntegerSchema().minimum(BigDecimal.ZERO));
        body.setAdditionalProperties(false);
        return body;
    }

    TemplateChange change() {
        return new TemplateChange(
                priority(text(PRIORITY)),
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
                        .orElseThrow(() -> new InvalidRequest(PRIORITY, "应为 HIGH、MEDIUM 或 LOW"));
    }
}
