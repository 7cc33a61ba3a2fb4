package com.andejia.crm.customers.customer.web;

import com.andejia.crm.customers.api.Fields;
import com.andejia.crm.customers.customer.CustomerDetails;
import com.andejia.crm.customers.customer.CustomerEdit;
import com.andejia.crm.customers.customer.CustomerEnums;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the body that changes a customer: a merge patch, in which what is absent stays and null takes away. */
record CustomerPatch(@Nullable Integer version, Map<String, @Nullable Object> changes) {
    private static final TypeReference<Map<String, @Nullable Object>> FIELDS = new TypeReference<>() {};
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    static CustomerEdit read(JsonNode body, @Nullable String ifMatch, CustomerEnums enums) {
        Fields fields = Fields.of(body);
        CustomerPatch patch = read(fields, enums);
        long version = CustomerVersion.read(ifMatch, patch.version(), fields);
        fields.check();
        return new CustomerEdit(version, patch.changes());
    }

    static CustomerPatch read(Fields fields, CustomerEnums enums) {
        fields.require(!fields.mentions("assignedTo"), "assignedTo", "负责人不能在此修改，请调用 PATCH /api/customers/{id}/assign");
        // A stand-in for what is absent is never used, since only what is mentioned is taken.
        CustomerDetails given = CustomerForm.details(
                fields,
                enums,
                (field, read) -> Objects.requireNonNullElse(fields.requiredIfMentioned(field, read), ""));
        Map<String, @Nullable Object> changes = new LinkedHashMap<>(MAPPER.convertValue(given, FIELDS));
        changes.keySet().removeIf(field -> !fields.mentions(field));
        return new CustomerPatch(fields.integer("version", 1, Integer.MAX_VALUE), changes);
    }
}
