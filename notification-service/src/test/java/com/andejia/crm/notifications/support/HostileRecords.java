package com.andejia.crm.notifications.support;

import com.andejia.crm.events.EventAttributes;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Turns good records into bad ones, by chance but repeatable. */
public final class HostileRecords {
    private static final Pattern JSON_VALUE = Pattern.compile("(?<=:)(\"[^\"]*\"|\\d+|true|false|null)");
    private static final List<String> VALUES = List.of(
            "null",
            "[]",
            "{}",
            "[null]",
            "true",
            "-1",
            "1.5",
            "1e1000000000",
            "-1e-1000000000",
            "9".repeat(2_000),
            "\"\"",
            "\"\\ud800\"",
            "\"\\udc00\\ud800\"",
            "\"\\u0000\"",
            "\"+1000000000-12-31T23:59:59.999999999Z\"",
            "\"-1000000000-01-01T00:00:00Z\"",
            "\"1969-12-31T23:59:59Z\"",
            "\"" + "客".repeat(5_000) + "\"",
            "[".repeat(5_000) + "]".repeat(5_000),
            "{\"a\":".repeat(5_000) + "1" + "}".repeat(5_000),
            "{\"$ne\":\"\\u0000\"}",
            "{\"\\u0000\":\"a\"}",
            "{\"a.b\":\"c\"}");
    private static final List<String> CHARSETS =
            List.of("UTF-16", "UTF-16LE", "UTF-32", "UTF-32LE", "ISO-8859-1", "GBK");

    private final Random random;

    public HostileRecords(long seed) {
        random = new Random(seed);
    }

    /** One to three wounds. */
    public ConsumerRecord<String, byte[]> from(String topic, String key, Map<String, String> headers, byte[] value) {
        byte[] wounded = value;
        for (int wounds = 1 + random.nextInt(3); wounds > 0; wounds--) {
            wounded = wound(wounded);
        }
        var entry = new ConsumerRecord<>(topic, 0, 0, key, wounded);
        headers.forEach((name, text) -> entry.headers().add(name, bytes(text)));
        if (random.nextInt(4) == 0) {
            woundHeader(entry);
        }
        return entry;
    }

    private byte[] wound(byte[] value) {
        return switch (random.nextInt(8)) {
            case 0 -> noise();
            case 1 -> Arrays.copyOf(value, random.nextInt(value.length + 1));
            case 2 -> flip(value);
            case 3 -> repeatPart(value);
            case 4 -> text(value).getBytes(Charset.forName(any(CHARSETS)));
            default -> replaceValue(text(value)).getBytes(StandardCharsets.UTF_8);
        };
    }

    private byte[] noise() {
        byte[] noise = new byte[random.nextInt(64)];
        random.nextBytes(noise);
        return noise;
    }

    private byte[] flip(byte[] value) {
        byte[] flipped = value.clone();
        for (int i = 0; i < flipped.length && i < 3; i++) {
            flipped[random.nextInt(flipped.length)] = (byte) random.nextInt();
        }
        return flipped;
    }

    /** Makes double keys, too. */
    private byte[] repeatPart(byte[] value) {
        String text = text(value);
        int from = random.nextInt(text.length() + 1);
        int to = from + random.nextInt(text.length() - from + 1);
        return bytes(text.substring(0, to) + text.substring(from));
    }

    private String replaceValue(String text) {
        List<MatchResult> values = JSON_VALUE.matcher(text).results().toList();
        if (values.isEmpty()) {
            return any(VALUES);
        }
        MatchResult chosen = any(values);
        return text.substring(0, chosen.start()) + any(VALUES) + text.substring(chosen.end());
    }

    private void woundHeader(ConsumerRecord<String, byte[]> entry) {
        String name = any(List.of(
                EventAttributes.ID_HEADER,
                EventAttributes.TYPE_HEADER,
                EventAttributes.SUBJECT_HEADER,
                EventAttributes.TIME_HEADER,
                EventAttributes.SEQUENCE_HEADER,
                EventAttributes.SPEC_VERSION_HEADER,
                EventAttributes.TRACEPARENT_HEADER));
        entry.headers().remove(name);
        switch (random.nextInt(4)) {
            case 0 -> entry.headers().add(name, null);
            case 1 -> entry.headers().add(name, noise());
            case 2 -> entry.headers().add(name, bytes(any(VALUES)));
            default -> entry.headers().add(name, bytes("+999999999-12-31T23:59:59+18:00"));
        }
    }

    private <T> T any(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private static String text(byte[] value) {
        return new String(value, StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
