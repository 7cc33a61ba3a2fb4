package com.andejia.crm.customers;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** Bodies that enter customers. */
public final class CustomerBodies {
    private static final AtomicLong PHONES = new AtomicLong(System.nanoTime() % 100_000_000L);

    private CustomerBodies() {}

    /** Valid, with a phone nobody else has. */
    public static Map<String, Object> valid() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("name", "测试通知客户");
        body.put("phone", phone());
        body.put("leadSource", "美团");
        body.put("leadLevel", "A类");
        body.put("contractStatus", "匹配中");
        return body;
    }

    public static Map<String, Object> with(String field, Object value) {
        Map<String, Object> body = valid();
        body.put(field, value);
        return body;
    }

    public static String phone() {
        return "139" + String.format("%08d", PHONES.incrementAndGet() % 100_000_000L);
    }
}
