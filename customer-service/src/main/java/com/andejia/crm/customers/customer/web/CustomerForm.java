package com.andejia.crm.customers.customer.web;

import com.andejia.crm.customers.api.Fields;
import com.andejia.crm.customers.customer.CustomerDetails;
import com.andejia.crm.customers.customer.CustomerEnums;
import com.andejia.crm.customers.customer.NewCustomer;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the body that enters a customer. */
final class CustomerForm {
    private static final Pattern MOBILE = Pattern.compile("1[3-9][0-9]{9}");
    static final int SHORT = 50;
    static final int MEDIUM = 200;
    static final int LONG = 1000;

    private CustomerForm() {}

    static NewCustomer read(JsonNode body, CustomerEnums enums) {
        Fields fields = Fields.of(body);
        NewCustomer form = read(fields, enums);
        fields.check();
        return form;
    }

    static NewCustomer read(Fields fields, CustomerEnums enums) {
        CustomerDetails details = details(fields, enums);
        requireReachable(fields);
        return new NewCustomer(details, fields.text("assignedTo", MEDIUM), fields.text("assignmentReason", MEDIUM));
    }

    static String name(Fields fields) {
        return fields.required("name", field -> fields.text(field, SHORT), "");
    }

    static @Nullable String phone(Fields fields) {
        return fields.text("phone", SHORT, MOBILE, "手机号格式不正确");
    }

    static void requireReachable(Fields fields) {
        boolean isReachable = fields.has("phone") || fields.has("wechatId");
        fields.require(isReachable, "phone", "手机号和微信号至少填写一个");
    }

    private static CustomerDetails details(Fields fields, CustomerEnums enums) {
        return details(fields, enums, (field, read) -> fields.required(field, read, ""));
    }

    /**
     * Reads the details.
     *
     * @param needed reads a field that a customer cannot be without
     */
    static CustomerDetails details(
            Fields fields, CustomerEnums enums, BiFunction<String, Function<String, @Nullable String>, String> needed) {
        return new CustomerDetails(
                needed.apply("name", field -> fields.text(field, SHORT)),
                phone(fields),
                fields.text("wechatId", SHORT),
                needed.apply("leadSource", field -> fields.oneOf(field, enums.leadSources())),
                needed.apply("leadLevel", field -> fields.oneOf(field, enums.leadLevels())),
                needed.apply("contractStatus", field -> fields.oneOf(field, enums.contractStatuses())),
                fields.oneOf("serviceCategory", enums.serviceCategories()),
                fields.integer("salaryBudget", 0, 50_000),
                fields.integer("homeArea", 0, 1_000),
                fields.integer("familySize", 0, 20),
                fields.oneOf("restSchedule", enums.restSchedules()),
                fields.date("expectedStartDate"),
                fields.date("expectedDeliveryDate"),
                fields.text("address", MEDIUM),
                fields.text("area", MEDIUM),
                fields.text("ageRequirement", MEDIUM),
                fields.text("genderRequirement", MEDIUM),
                fields.text("originRequirement", MEDIUM),
                fields.text("educationRequirement", MEDIUM),
                fields.text("remarks", LONG));
    }
}
