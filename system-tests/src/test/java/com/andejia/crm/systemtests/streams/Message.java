package com.andejia.crm.systemtests.streams;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One notification for everybody, as small and as large as most are; its id says which one it is and when it was due.
 *
 * @param dueNanos as {@link System#nanoTime} has it: when it was to be published, not when its turn came
 */
record Message(int number, long dueNanos) {
    private static final byte[] HEAD = utf8("data: {\"id\":\"");
    private static final int NUMBER_DIGITS = 10;
    private static final int TIME_DIGITS = 19;
    private static final String REST = """
            ","type":"CUSTOMER_ASSIGNED","title":"客户分配通知",\
            "content":"您有新的客户【测试客户】，电话：138****8999，来源：美团，请及时跟进！","priority":"HIGH","status":"SENT",\
            "data":{"customerName":"测试客户"},"icon":"user-plus","color":"#1677ff","actionUrl":"/customers/1","actionText":"查看客户",\
            "createdAt":"2026-01-01T00:00:00.000Z","readAt":null,"silent":false,"count":1}""";

    byte[] json() {
        return utf8("{\"id\":\"%010d-%019d%s".formatted(number, dueNanos, REST));
    }

    /** From the line of an event stream; null if that is not one of these. */
    static @Nullable Message in(byte[] bytes, int from, int to) {
        int numberAt = from + HEAD.length;
        int timeAt = numberAt + NUMBER_DIGITS + 1;
        if (to < timeAt + TIME_DIGITS || !begins(bytes, from)) {
            return null;
        }
        return new Message((int) digits(bytes, numberAt, NUMBER_DIGITS), digits(bytes, timeAt, TIME_DIGITS));
    }

    private static boolean begins(byte[] bytes, int from) {
        for (int i = 0; i < HEAD.length; i++) {
            if (bytes[from + i] != HEAD[i]) {
                return false;
            }
        }
        return true;
    }

    private static long digits(byte[] bytes, int from, int count) {
        long value = 0;
        for (int i = from; i < from + count; i++) {
            value = 10 * value + bytes[i] - '0';
        }
        return value;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
