package com.andejia.crm.customers.customer;

import com.andejia.crm.customers.customer.HistoryEntry.Difference;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What is different between two states of one customer, fit to be shown. */
final class Differences {
    private static final TypeReference<Map<String, Object>> FIELDS = new TypeReference<>() {};
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .changeDefaultPropertyInclusion(ignored -> JsonInclude.Value.ALL_ALWAYS)
            .build();

    private Differences() {}

    static Map<String, Difference> between(Customer before, Customer after) {
        Map<String, Object> was = fields(before.details());
        Map<String, Object> is = fields(after.details());
        Map<String, Object> wasShown = fields(before.details().withMaskedPhone());
        Map<String, Object> isShown = fields(after.details().withMaskedPhone());
        Map<String, Difference> found = new LinkedHashMap<>();
        was.forEach((field, value) -> {
            if (!Objects.equals(value, is.get(field))) {
                found.put(field, new Difference(wasShown.get(field), isShown.get(field)));
            }
        });
        note(found, "assignedTo", name(before), name(after));
        note(found, "nextFollowUpDate", date(before), date(after));
        note(found, "frozen", before.care().frozen(), after.care().frozen());
        return found;
    }

    private static void note(Map<String, Difference> found, String field, Object before, Object after) {
        if (!before.equals(after)) {
            found.put(field, new Difference(before.equals("") ? null : before, after.equals("") ? null : after));
        }
    }

    private static String name(Customer customer) {
        return customer.owner() == null ? "" : customer.owner().name();
    }

    private static String date(Customer customer) {
        return Objects.toString(customer.care().nextFollowUpDate(), "");
    }

    private static Map<String, Object> fields(CustomerDetails details) {
        return MAPPER.convertValue(details, FIELDS);
    }
}
