package com.andejia.crm.customers.customer.mongo;

import com.andejia.crm.customers.customer.Care;
import com.andejia.crm.customers.customer.Customer;
import com.andejia.crm.customers.customer.CustomerDetails;
import com.andejia.crm.events.Person;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Customer to document and back: the details lie flat beside the rest; absent values are absent. */
final class CustomerDocument {
    private static final TypeReference<Map<String, Object>> FIELDS = new TypeReference<>() {};
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .changeDefaultPropertyInclusion(ignored -> JsonInclude.Value.ALL_NON_NULL)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private CustomerDocument() {}

    static Document of(Customer customer) {
        Document document = new Document("_id", customer.id())
                .append("version", customer.version())
                .append("customerNo", customer.customerNo())
                .append("createdBy", of(customer.createdBy()))
                .append("createdAt", Date.from(customer.createdAt()))
                .append("updatedAt", Date.from(customer.updatedAt()));
        document.putAll(MAPPER.convertValue(customer.details(), FIELDS));
        append(document, customer.care());
        return document;
    }

    private static void append(Document document, Care care) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("assignedTo", care.owner() == null ? null : of(care.owner()));
        fields.put("assignmentReason", care.reason());
        fields.put("pooledAt", date(care.pooledAt()));
        fields.put("quietSince", date(care.quietSince()));
        fields.put("reminded", care.reminded() ? true : null);
        fields.put("lastFollowUpAt", date(care.lastFollowUpAt()));
        fields.put(
                "nextFollowUpDate",
                care.nextFollowUpDate() == null ? null : care.nextFollowUpDate().toString());
        fields.put("frozen", care.frozen() ? true : null);
        fields.values().removeIf(Objects::isNull);
        document.putAll(fields);
    }

    static Document of(Person person) {
        return new Document("id", person.id()).append("name", person.name());
    }

    static Customer toCustomer(Document document) {
        return new Customer(
                document.getString("_id"),
                document.getString("customerNo"),
                MAPPER.convertValue(document, CustomerDetails.class),
                care(document),
                person(document.get("createdBy", Document.class)),
                document.getDate("createdAt").toInstant(),
                document.getDate("updatedAt").toInstant(),
                document.getLong("version"));
    }

    private static Care care(Document document) {
        Document owner = document.get("assignedTo", Document.class);
        String nextFollowUp = document.getString("nextFollowUpDate");
        return new Care(
                owner == null ? null : person(owner),
                document.getString("assignmentReason"),
                instant(document, "pooledAt"),
                instant(document, "quietSince"),
                document.getBoolean("reminded", false),
                instant(document, "lastFollowUpAt"),
                nextFollowUp == null ? null : LocalDate.parse(nextFollowUp),
                document.getBoolean("frozen", false));
    }

    static Person person(Document person) {
        return new Person(person.getString("id"), person.getString("name"));
    }

    private static @Nullable Instant instant(Document document, String field) {
        Date date = document.getDate(field);
        return date == null ? null : date.toInstant();
    }

    private static @Nullable Date date(@Nullable Instant instant) {
        return instant == null ? null : Date.from(instant);
    }
}
