package com.andejia.crm.customers.pool.web;

import com.andejia.crm.customers.api.Fields;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The bodies of what is done with the public pool. */
final class PoolForms {
    private static final int MOST_AT_ONCE = 500;
    private static final int TEXT = 200;
    private static final int ID = 50;

    private PoolForms() {}

    record Claim(List<String> customerIds) {
        static Claim read(Fields fields) {
            return new Claim(idsOf(fields));
        }
    }

    record Assign(
            List<String> customerIds,
            String assignedTo,
            @Nullable String reason) {
        static Assign read(Fields fields) {
            return new Assign(
                    idsOf(fields),
                    fields.required("assignedTo", field -> fields.text(field, TEXT), ""),
                    fields.text("reason", TEXT));
        }
    }

    /** The owner is told why, so there is a reason. */
    record Release(String reason) {
        static Release read(Fields fields) {
            return new Release(reasonOf(fields));
        }
    }

    record BatchRelease(List<String> customerIds, String reason) {
        static BatchRelease read(Fields fields) {
            return new BatchRelease(idsOf(fields), reasonOf(fields));
        }
    }

    private static List<String> idsOf(Fields fields) {
        return fields.required("customerIds", field -> fields.texts(field, MOST_AT_ONCE, ID), List.of());
    }

    private static String reasonOf(Fields fields) {
        return fields.required("reason", field -> fields.text(field, TEXT), "");
    }
}
