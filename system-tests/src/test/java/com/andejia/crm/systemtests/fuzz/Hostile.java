package com.andejia.crm.systemtests.fuzz;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.util.RawValue;

/** Values that have broken somebody's service before. */
final class Hostile {
    static final List<String> TEXTS = List.of(
            "",
            " ",
            "\u3000",
            "\u0000",
            "a\u0000b",
            "\u0001\u001f\u007f\u0085",
            "\t\n\r",
            "\r\nX-Injected: 1",
            "\ud83d\ude00",
            "\ud800",
            "a\udfffb",
            "\udc00\ud800",
            "\uffff\ufffe\ufeff",
            "\u202ereversed",
            "\u2028\u2029",
            "İıſﬃ",
            "e\u0301\u0301\u0301\u0301",
            "null",
            "undefined",
            "NaN",
            "-Infinity",
            "-0",
            "-1",
            "1.5",
            "1e309",
            "0x10",
            "１２",
            "2147483648",
            "9223372036854775808",
            "-9223372036854775809",
            "9".repeat(400),
            "true",
            "[]",
            "{\"$gt\":\"\"}",
            "$where",
            "$ne",
            "__proto__",
            "a.b",
            "' or 1=1--",
            "<script>alert(1)</script>",
            "${jndi:ldap://127.0.0.1:1/a}",
            "#{T(java.lang.Runtime).getRuntime()}",
            "{{constructor}}",
            "%s%n%d",
            "(((((",
            "[",
            "(a+)+$",
            "\\",
            "\\E.*\\Q",
            ".*",
            "^",
            "../../etc/passwd",
            "%",
            "%00",
            "+",
            "2025-02-30",
            "0000-01-01",
            "+999999999-12-31",
            "-999999999-01-01",
            "+999999999-12-31T23:59:59.999999999Z",
            "9999-12-31T23:59:59.999999999-18:00",
            "0001-01-01T00:00:00+18:00",
            "2025-11-24T24:00:00Z",
            "2025-11-24T00:00:00",
            "2016-12-31T23:59:60Z",
            "T",
            ".",
            ".1",
            "a.-9223372036854775808",
            "a.9223372036854775807",
            "x".repeat(51),
            "长".repeat(201),
            "\ud83d\ude00".repeat(1001),
            "(".repeat(3000),
            "y".repeat(30_000),
            "z".repeat(70_000));

    /** As they stand in the request line, where not all of them are legal. */
    static final List<String> SEGMENTS = List.of(
            "",
            "/",
            ".",
            "..",
            "%2e%2e%2f",
            "%2F",
            "%5c",
            "\\",
            ";x=1",
            "a;b=c;d",
            "%3b",
            "%",
            "%2",
            "%zz",
            "%00",
            "%0d%0aX-Injected:%201",
            "%ff",
            "%C0%80",
            "%ED%A0%80",
            "%F0%9F%98%80",
            "\u00e5\u00ae\u00a2",
            "{id}",
            "|\"<>^`",
            "$ne",
            "*",
            "**",
            ":",
            "#fragment",
            "?",
            "&=",
            "null",
            "0",
            "-1",
            "CUS00000000000",
            "a".repeat(3000),
            "%E5".repeat(1000),
            "b".repeat(9000));

    static final List<String> BODIES = List.of(
            "",
            " ",
            "null",
            "true",
            "42",
            "-",
            "1e999999999",
            "\"text\"",
            "[]",
            "[{}]",
            "[[[[",
            "{}",
            "{",
            "}",
            "{}{}",
            "{\"a\":}",
            "{a:1}",
            "{'a':1}",
            "{\"a\":1,}",
            "{\"a\":NaN}",
            "{\"a\":01}",
            "{\"a\":\"\t\"}",
            "{\"a\":\"\\x\"}",
            "{\"a\":\"\\ud800\"}",
            "{\"\\ud800\":1}",
            "{\"\u0000\":1}",
            "/* */ {}",
            "\u00ef\u00bb\u00bf{}",
            "\u00fe\u00ff\u0000{\u0000}",
            "{\"a\":\"\u00c3(\"}",
            "\u001f\u008b\u0008\u0000",
            "a=1&b=2",
            "<a/>",
            "{\"a\":" + "[".repeat(400) + "]".repeat(400) + "}",
            "[".repeat(60_000),
            "{\"a\":".repeat(10_000),
            "{\"a\":" + "9".repeat(1100) + "}",
            " ".repeat(70_000),
            "{\"a\":\"" + "x".repeat(150_000) + "\"}");

    static final List<String> MEDIA_TYPES = List.of(
            "",
            "text/plain",
            "application/xml",
            "application/x-www-form-urlencoded",
            "multipart/form-data; boundary=x",
            "multipart/form-data",
            "application/json; charset=utf-16",
            "application/json; charset=nonsense",
            "application/json; charset=\"",
            "application/json;;;",
            "application/*+json",
            "application/problem+json",
            "application/x-ndjson",
            "application/octet-stream",
            "*/*",
            "json",
            "a/b/c",
            "application/json, text/plain",
            "\u00e5\u00ae\u00a2");

    static final List<String> HEADERS = List.of(
            "Accept",
            "Accept-Charset",
            "Accept-Encoding",
            "Accept-Language",
            "Content-Encoding",
            "Content-Type",
            "Cookie",
            "Expect",
            "Forwarded",
            "Host",
            "Idempotency-Key",
            "If-Match",
            "If-Modified-Since",
            "If-None-Match",
            "Last-Event-ID",
            "Origin",
            "Range",
            "X-Forwarded-For",
            "X-Forwarded-Host",
            "X-Forwarded-Port",
            "X-Forwarded-Prefix",
            "X-Forwarded-Proto",
            "X-HTTP-Method-Override",
            "baggage",
            "traceparent",
            "tracestate");

    static final List<String> HEADER_VALUES = List.of(
            "*/*;q=0",
            "text/html",
            "application/xml",
            "text/event-stream",
            ";;;,,,",
            "*",
            "gzip",
            "100-continue",
            "bytes=0-1,-1",
            "W/\"1\"",
            "crm_session=a.b.c",
            "crm_session=; crm_session=\"",
            "http://localhost:8082",
            "http://evil.example",
            "https",
            "99999999",
            "-1",
            "[::1]:80",
            "a b:c",
            "for=\"[::1\";proto=x;host=\"",
            "Thu, 01 Jan 1970 00:00:00 GMT",
            "00-00000000000000000000000000000000-0000000000000000-00",
            "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
            "DELETE");

    static final List<String> AUTHORIZATIONS = List.of(
            "",
            "Bearer",
            "Bearer ",
            "bearer x",
            "Bearer x y",
            "Bearer a.b.c",
            "Bearer ...",
            "Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZG1pbiJ9.",
            "Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhZG1pbiJ9.c2ln",
            "Bearer eyJhbGciOiJSUzI1NiIsImtpZCI6Ii4uLy4uIn0.e30.AAAA",
            "Bearer " + "a".repeat(5000),
            "Basic YWRtaW46YWRtaW4=",
            "Basic %%%",
            "Digest",
            "\u00e5\u00ae\u00a2");

    static final List<String> METHODS =
            List.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE", "PROPFIND", "get", "X-Y");

    static final List<String> FIELDS = List.of(
            "unknown", "", "$where", "__proto__", "a.b", "_id", "\u0000", "\ud800", "\ud83d\ude00", "k".repeat(5000));

    private static final List<String> NUMBERS = List.of(
            "0",
            "-1",
            "-0.0",
            "1.5",
            "1e2",
            "1e309",
            "1e-400",
            "1E999999999",
            "2147483648",
            "9223372036854775808",
            "9".repeat(900),
            "0." + "1".repeat(900),
            "NaN",
            "Infinity",
            "+1",
            "01",
            "0x1");

    private final Random random;

    Hostile(Random random) {
        this.random = random;
    }

    <T> T oneOf(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    /** A famous one, several of them in an ordinary text, or characters of all kinds. */
    String text() {
        return switch (random.nextInt(4)) {
            case 0, 1 -> oneOf(TEXTS);
            case 2 -> "客户" + shortOne() + shortOne() + "x" + shortOne();
            default ->
                random.ints(1 + random.nextInt(40), 0, 0x3000)
                        .map(it -> random.nextInt(8) == 0 ? random.nextInt(Character.MAX_CODE_POINT + 1) : it)
                        .mapToObj(Character::toString)
                        .collect(Collectors.joining());
        };
    }

    private String shortOne() {
        String text = oneOf(TEXTS);
        return text.substring(0, Math.min(12, text.length()));
    }

    JsonNode json() {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        return switch (random.nextInt(12)) {
            case 0 -> nodes.nullNode();
            case 1 -> nodes.booleanNode(random.nextBoolean());
            case 2, 3 -> nodes.rawValueNode(new RawValue(oneOf(NUMBERS)));
            case 4 -> nodes.arrayNode().add(nodes.stringNode(text())).addNull();
            case 5 -> nodes.objectNode().put("$gt", "").put(text(), 1);
            default -> nodes.stringNode(text());
        };
    }
}
