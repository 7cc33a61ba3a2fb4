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

    /** Under such a name everything is hidden, whatever it is made of. */
    private static final Pattern PRIVATE = Pattern.compile(
            "name|phone|mobile|wechat|e-?mail|address|area|worker|summary|content|title|remark|reason|idcard",
            Pattern.CASE_INSENSITIVE);

    /** Text is shown under such names only: of what is malformed nobody knows what it says. */
    private static final Pattern HARMLESS = Pattern.compile(
            "(^(id|ids|type|types|kind|time|date|day|until|status|state|level|source|category|role|roles|key|url)"
                    + "|(Id|Ids|No|Type|Types|Kind|Time|At|Date|Day|Until|Status|State|Level|Source|Category|Role|Roles|Key|Url))$");

    private static final Pattern PHONE = Pattern.compile("(?<![0-9])(1[3-9][0-9])[0-9]{4}([0-9]{4})(?![0-9])");
    private static final Pattern BROKEN_FIELD =
            Pattern.compile("\"([^\"\\\\]{1,64})\"(\\s*:\\s*)\"[^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+\"?");
    private static final Pattern WORDS = Pattern.compile("\"[A-Za-z]{1,64}\"(?=\\s*:)|\\p{L}+");
    private static final Pattern FIELD_OR_CONSTANT = Pattern.compile("\".*\"|true|false|null");
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
            return json.isMissingNode() ? "" : JSON.writeValueAsString(mask(json, Shown.NUMBERS));
        } catch (JacksonException e) {
            return null;
        }
    }

    /** What is shown of values. What is not there always is, since it can be what is wrong. */
    private enum Shown {
        NOTHING,
        NUMBERS,
        ALL;

        Shown under(String field) {
            if (this == NOTHING || PRIVATE.matcher(field).find()) {
                return NOTHING;
            }
            return HARMLESS.matcher(field).find() ? ALL : NUMBERS;
        }
    }

    private static JsonNode mask(JsonNode node, Shown shown) {
        if (node instanceof ObjectNode object) {
            ObjectNode masked = JSON.createObjectNode();
            for (Map.Entry<String, JsonNode> field : object.properties()) {
                masked.set(text(field.getKey()), mask(field.getValue(), shown.under(field.getKey())));
            }
            return masked;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode masked = JSON.createArrayNode();
            array.forEach(element -> masked.add(mask(element, shown)));
            return masked;
        }
        return value(node, shown);
    }

    private static JsonNode value(JsonNode value, Shown shown) {
        if (!value.isString() && !value.isNumber()) {
            return value;
        }
        boolean hidden = shown == Shown.NOTHING || (value.isString() && shown != Shown.ALL);
        String text = hidden ? HIDDEN : withoutPhones(value.asString());
        return text.equals(value.asString()) ? value : StringNode.valueOf(text);
    }

    /** Its fields as far as they can be told apart; of the rest only what JSON is made of. */
    private static String broken(String text) {
        String enough = text.substring(0, Math.min(text.length(), 2 * LONGEST));
        StringBuilder masked = new StringBuilder();
        Matcher fields = BROKEN_FIELD.matcher(enough);
        int end = 0;
        while (fields.find()) {
            masked.append(withoutWords(enough.substring(end, fields.start()))).append(field(fields));
            end = fields.end();
        }
        return text(masked.append(withoutWords(enough.substring(end))).toString());
    }

    private static String withoutWords(String text) {
        return WORDS.matcher(text)
                .replaceAll(word -> FIELD_OR_CONSTANT.matcher(word.group()).matches() ? word.group() : HIDDEN);
    }

    private static String field(MatchResult field) {
        return Shown.NUMBERS.under(field.group(1)) == Shown.ALL
                ? field.group()
                : "\"" + field.group(1) + "\"" + field.group(2) + "\"" + HIDDEN + "\"";
    }

    private static String withoutPhones(String text) {
        return PHONE.matcher(text).replaceAll("$1****$2");
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
