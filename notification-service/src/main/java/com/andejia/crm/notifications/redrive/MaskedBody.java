package com.andejia.crm.notifications.redrive;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** What a record says, for people who need its shape and its ids, and are to see nobody's name, number or story. */
final class MaskedBody {
    private static final int LONGEST = 4_000;
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String HIDDEN = "***";

    /** A field with one of these in its name holds what is somebody's own, or free text, which may. */
    private static final Pattern PRIVATE = Pattern.compile(
            "name|phone|mobile|wechat|e-?mail|address|area|worker|summary|content|title|remark|reason|idcard",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern PHONE = Pattern.compile("(?<![0-9])(1[3-9][0-9])[0-9]{4}([0-9]{4})(?![0-9])");
    private static final Pattern BROKEN_FIELD =
            Pattern.compile("\"([^\"\\\\]{1,64})\"(\\s*:\\s*)\"[^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+\"?");
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    private MaskedBody() {}

    /** Null if it says nothing. */
    static @Nullable String of(byte @Nullable [] value) {
        if (value == null) {
            return null;
        }
        String json = masked(value);
        return cut(json == null ? broken(new String(value, StandardCharsets.UTF_8)) : json);
    }

    /** Any other text of a record, such as its key, or why it cannot be read. */
    static String text(String text) {
        return cut(withoutPhones(CONTROL.matcher(text).replaceAll(" ")));
    }

    private static @Nullable String masked(byte[] value) {
        try {
            JsonNode json = JSON.readTree(value);
            return json.isContainer() ? JSON.writeValueAsString(mask(json, false)) : null;
        } catch (JacksonException e) {
            return null;
        }
    }

    private static JsonNode mask(JsonNode node, boolean hide) {
        if (node instanceof ObjectNode object) {
            ObjectNode masked = JSON.createObjectNode();
            for (Map.Entry<String, JsonNode> field : object.properties()) {
                String name = field.getKey();
                masked.set(text(name), mask(field.getValue(), hide || isPrivate(name)));
            }
            return masked;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode masked = JSON.createArrayNode();
            array.forEach(element -> masked.add(mask(element, hide)));
            return masked;
        }
        return value(node, hide);
    }

    /** What is not there can be what is wrong. */
    private static JsonNode value(JsonNode value, boolean hide) {
        if (!value.isString() && !value.isNumber()) {
            return value;
        }
        String shown = hide ? HIDDEN : withoutPhones(value.asString());
        return shown.equals(value.asString()) ? value : StringNode.valueOf(shown);
    }

    private static boolean isPrivate(String field) {
        return PRIVATE.matcher(field).find();
    }

    private static String broken(String text) {
        String enough = text.substring(0, Math.min(text.length(), 2 * LONGEST));
        return text(BROKEN_FIELD.matcher(enough).replaceAll(field -> Matcher.quoteReplacement(field(field))));
    }

    private static String field(MatchResult field) {
        return isPrivate(field.group(1))
                ? "\"" + field.group(1) + "\"" + field.group(2) + "\"" + HIDDEN + "\""
                : field.group();
    }

    private static String withoutPhones(String text) {
        return PHONE.matcher(text).replaceAll("$1****$2");
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
