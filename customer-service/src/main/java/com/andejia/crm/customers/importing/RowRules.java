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
        return refusal.errors().isEmpty()
                ? List.of(new RowError(row.number(), "", refusal.text()))
                : refusal.errors().stream().map(error -> error(row, error)).toList();
    }

    private static RowError error(ImportRow row, FieldError error) {
        String field = Column.named(error.field()).map(Column::title).orElse(error.field());
        return new RowError(row.number(), field, error.message());
    }
}
