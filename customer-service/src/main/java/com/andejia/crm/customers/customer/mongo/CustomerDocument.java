package com.andejia.crm.customers.customer.mongo;

import com.andejia.crm.customers.customer.Customer;
import com.andejia.crm.customers.customer.CustomerDetails;
import com.andejia.crm.events.Person;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Date;
import java.util.Map;
import org.bson.Document;
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
                .append("assignedTo", of(customer.assignedTo()))
                .append("createdBy", of(customer.createdBy()))
                .append("createdAt", Date.from(customer.createdAt()))
                .append("updatedAt", Date.from(customer.updatedAt()));
        document.putAll(MAPPER.convertValue(customer.details(), FIELDS));
        if (customer.assignmentReason() != null) {
            document.append("assignmentReason", customer.assignmentReason());
        }
        return document;
    }

    static Document of(Person person) {
        return new Document("id", person.id()).append("name", person.name());
    }

    static Customer toCustomer(Document document) {
        return new Customer(
                document.getString("_id"),
                document.getString("customerNo"),
                MAPPER.convertValue(document, CustomerDetails.class),
                person(document, "assignedTo"),
                document.getString("assignmentReason"),
                person(document, "createdBy"),
                document.getDate("createdAt").toInstant(),
                document.getDate("updatedAt").toInstant(),
                document.getLong("version"));
    }

    private static Person person(Document document, String field) {
        Document person = document.get(field, Document.class);
        return new Person(person.getString("id"), person.getString("name"));
    }
}
