package com.andejia.crm.systemtests;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Customers to enter, each with a name and a phone that no other has. */
public final class Leads {
    private static final AtomicInteger NEXT = new AtomicInteger();

    private Leads() {}

    public static Map<String, Object> forOwner(String owner) {
        int number = NEXT.incrementAndGet();
        Map<String, Object> lead = new HashMap<>();
        lead.put("name", "客户" + number);
        lead.put("phone", "139%08d".formatted(number));
        lead.put("leadSource", "美团");
        lead.put("leadLevel", "A类");
        lead.put("serviceCategory", "住家保姆");
        lead.put("contractStatus", "待定");
        lead.put("assignedTo", owner);
        return lead;
    }
}
