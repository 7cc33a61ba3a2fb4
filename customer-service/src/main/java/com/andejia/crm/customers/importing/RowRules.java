package com.andejia.crm.customers.importing;

import com.andejia.crm.customers.api.FieldError;
import com.andejia.crm.customers.api.Fields;
import com.andejia.crm.customers.api.Refusal;
import com.andejia.crm.customers.customer.EntryRules;
import com.andejia.crm.customers.customer.NewCustomer;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The rules for customers who are entered one by one, applied to rows. */
@Component
class RowRules {
    private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,20}");

    private final EntryRules rules;

    RowRules(EntryRules rules) {
        this.rules = rules;
    }

    /** Throws a {@link Refusal} that says all that is wrong. */
    NewCustomer customer(ImportRow row) {
        Fields fields = Fields.of(json(row.values()));
        NewCustomer customer = rules.read(fields);
        fields.check();
        return customer;
    }

    /** As a client would have written it. */
    private static ObjectNode json(Map<String, String> values) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        for (Column column : Column.values()) {
            String text = values.get(column.field());
            if (text == null) {
                continue;
            }
            if (column.kind() == Column.Kind.INTEGER && INTEGER.matcher(text).matches()) {
                body.put(column.field(), new BigInteger(text));
            } else {
                body.put(column.field(), text);
            }
        }
        return body;
    }

    static List<RowError> errors(ImportRow row, Refusal refusal) {
        String name = row.values().getOrDefault(Column.NAME.field(), "");
        return refusal.errors().isEmpty()
                ? List.of(RowError.of(row.number(), name, "", refusal.text()))
                : refusal.errors().stream()
                        .map(error -> error(row, name, error))
                        .toList();
    }

    private static RowError error(ImportRow row, String name, FieldError error) {
        String field = Column.named(error.field()).map(Column::title).orElse(error.field());
        return RowError.of(row.number(), name, field, error.message());
    }
}
