package com.andejia.crm.customers.api;

import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the fields of a request one by one and gathers all that is wrong, so that a form can show everything at once.
 * Call {@link #check()} before using what was read.
 */
public class Fields {
    private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,20}");
    private static final int DATE_LENGTH = "2025-11-24".length();

    private final JsonNode body;
    private final boolean isQuery;
    private final Set<String> known = new HashSet<>();
    private final List<FieldError> errors = new ArrayList<>();

    Fields(JsonNode body, boolean isQuery) {
        this.body = body;
        this.isQuery = isQuery;
    }

    public static Fields of(JsonNode body) {
        if (!body.isObject()) {
            throw Refusal.of(Refusal.Kind.INVALID, "请求体必须是 JSON 对象");
        }
        return new Fields(body, false);
    }

    /** Of a query string, whose values are all texts and may have parameters that nobody asks for. */
    public static Fields ofQuery(MultiValueMap<String, String> parameters) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        parameters.toSingleValueMap().forEach(body::put);
        return new Fields(body, true);
    }

    /** Whether it is given at all, right or wrong. */
    public boolean has(String field) {
        return value(field) != null;
    }

    /** Whether the request says anything of it, be it null. */
    public boolean mentions(String field) {
        known.add(field);
        return body.has(field);
    }

    /** Trimmed; null if absent or blank. */
    public @Nullable String text(String field, int maxLength) {
        JsonNode value = value(field);
        if (value == null || !require(value.isString(), field, "必须是文本")) {
            return null;
        }
        String text = value.asString().strip();
        boolean valid = require(Texts.isClean(text), field, "包含无法识别的字符")
                && require(text.codePointCount(0, text.length()) <= maxLength, field, "不能超过 " + maxLength + " 个字符");
        return valid && !text.isEmpty() ? text : null;
    }

    public @Nullable String text(String field, int maxLength, Pattern pattern, String message) {
        String text = text(field, maxLength);
        return text != null && require(pattern.matcher(text).matches(), field, message) ? text : null;
    }

    public @Nullable String oneOf(String field, Collection<String> values) {
        String text = text(field, 50);
        return text != null && require(values.contains(text), field, only(values)) ? text : null;
    }

    public @Nullable Integer integer(String field, int from, int to) {
        JsonNode value = value(field);
        if (value == null) {
            return null;
        }
        boolean isInteger = isQuery ? INTEGER.matcher(value.asString()).matches() : value.isIntegralNumber();
        if (!require(isInteger, field, "必须是整数")) {
            return null;
        }
        BigInteger number = new BigInteger(value.asString());
        boolean inRange =
                number.compareTo(BigInteger.valueOf(from)) >= 0 && number.compareTo(BigInteger.valueOf(to)) <= 0;
        return require(inRange, field, "必须在 " + from + " 到 " + to + " 之间") ? number.intValue() : null;
    }

    public @Nullable LocalDate date(String field) {
        String text = text(field, 50);
        return text != null && require(isDate(text), field, "必须是日期，如 2025-11-24") ? LocalDate.parse(text) : null;
    }

    private static boolean isDate(String text) {
        try {
            int year = LocalDate.parse(text).getYear();
            return year >= 1900 && year <= 9999;
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    /** An RFC 3339 time, or a date for its first instant; the instant after its last one if it ends a range. */
    public @Nullable Instant instant(String field, ZoneId zone, boolean endsRange) {
        String text = text(field, 50);
        if (text == null) {
            return null;
        }
        Instant instant = parse(text, zone, endsRange);
        require(instant != null, field, "必须是日期或时间，如 2025-11-24 或 2025-11-24T07:43:08Z");
        return instant;
    }

    private static @Nullable Instant parse(String text, ZoneId zone, boolean endsRange) {
        try {
            if (text.length() <= DATE_LENGTH) {
                return isDate(text)
                        ? LocalDate.parse(text)
                                .plusDays(endsRange ? 1 : 0)
                                .atStartOfDay(zone)
                                .toInstant()
                        : null;
            }
            OffsetDateTime time = OffsetDateTime.parse(text);
            return isDate(time.toLocalDate().toString()) ? time.toInstant() : null;
        } catch (DateTimeException e) {
            return null;
        }
    }

    public @Nullable Boolean bool(String field) {
        JsonNode value = value(field);
        return (value != null && require(value.isBoolean(), field, "必须是 true 或 false")) ? value.asBoolean() : null;
    }

    /** Null if absent. */
    public @Nullable List<String> listOf(String field, Collection<String> values) {
        JsonNode value = value(field);
        if (value == null) {
            return null;
        }
        boolean valid = value.isArray()
                && value.valueStream().allMatch(item -> item.isString() && values.contains(item.asString()));
        return require(valid, field, "必须是列表，" + only(values))
                ? value.valueStream().map(JsonNode::asString).distinct().toList()
                : null;
    }

    /** Without duplicates; null if absent. */
    public @Nullable List<String> texts(String field, int mostItems, int maxLength) {
        JsonNode value = value(field);
        if (value == null || !require(value.isArray(), field, "必须是列表")) {
            return null;
        }
        boolean areTexts = value.valueStream().allMatch(item -> item.isString() && isShortText(item, maxLength));
        if (!require(areTexts, field, "每一项必须是 1 到 " + maxLength + " 个字符的文本")) {
            return null;
        }
        List<String> texts = value.valueStream()
                .map(item -> item.asString().strip())
                .distinct()
                .toList();
        boolean valid = require(!texts.isEmpty(), field, "不能为空")
                && require(texts.size() <= mostItems, field, "一次最多 " + mostItems + " 项");
        return valid ? texts : null;
    }

    private static boolean isShortText(JsonNode item, int maxLength) {
        String text = item.asString().strip();
        return !text.isEmpty() && Texts.isClean(text) && text.codePointCount(0, text.length()) <= maxLength;
    }

    private static String only(Collection<String> values) {
        return "只能是：" + String.join("、", values);
    }

    /** The value of a required field; a stand-in if it is missing, which {@link #check()} keeps from being used. */
    public <T> T required(String field, Function<String, @Nullable T> read, T standIn) {
        int before = errors.size();
        T value = read.apply(field);
        require(value != null || errors.size() > before, field, "不能为空");
        return value == null ? standIn : value;
    }

    /** Of a merge patch: may be absent, which leaves it as it is, but not taken away. */
    public <T> @Nullable T requiredIfMentioned(String field, Function<String, @Nullable T> read) {
        int before = errors.size();
        T value = read.apply(field);
        require(value != null || !mentions(field) || errors.size() > before, field, "不能为空");
        return value;
    }

    /** Notes the error unless the condition holds, and returns the condition. */
    public boolean require(boolean holds, String field, String message) {
        if (!holds) {
            errors.add(new FieldError(field, message));
        }
        return holds;
    }

    /** Throws if anything was wrong, fields nobody asked for included. */
    public void check() {
        body.propertyNames().stream()
                .filter(name -> !isQuery && !known.contains(name))
                .limit(20)
                .map(Texts::quotable)
                .forEach(name -> require(false, name, "未知字段：" + name));
        if (!errors.isEmpty()) {
            throw Refusal.invalid(List.copyOf(errors));
        }
    }

    private @Nullable JsonNode value(String field) {
        known.add(field);
        JsonNode value = body.get(field);
        return value == null || value.isNull() ? null : value;
    }
}
