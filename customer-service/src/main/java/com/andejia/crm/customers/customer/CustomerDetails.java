package com.andejia.crm.customers.customer;

import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What people enter about a customer; all of it personal data that stays in this service. */
public record CustomerDetails(
        String name,
        @Nullable String phone,
        @Nullable String wechatId,
        String leadSource,
        String leadLevel,
        String contractStatus,
        @Nullable String serviceCategory,
        @Nullable Integer salaryBudget,
        @Nullable Integer homeArea,
        @Nullable Integer familySize,
        @Nullable String restSchedule,
        @Nullable LocalDate expectedStartDate,
        @Nullable LocalDate expectedDeliveryDate,
        @Nullable String address,
        @Nullable String area,
        @Nullable String ageRequirement,
        @Nullable String genderRequirement,
        @Nullable String originRequirement,
        @Nullable String educationRequirement,
        @Nullable String remarks) {

    private static final TypeReference<Map<String, @Nullable Object>> FIELDS = new TypeReference<>() {};
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final int SHOWN_IN_FRONT = 3;
    private static final int SHOWN_AT_THE_END = 4;

    /** As {@code 138****8999}; null if there is none. */
    public @Nullable String maskedPhone() {
        return phone == null
                ? null
                : phone.substring(0, SHOWN_IN_FRONT) + "****" + phone.substring(phone.length() - SHOWN_AT_THE_END);
    }

    public CustomerDetails withMaskedPhone() {
        return with(maskedPhone(), wechatId, leadLevel, address);
    }

    /** As shown to those who have yet to claim the customer: nothing by which to reach them. */
    public CustomerDetails withoutContact() {
        return with(maskedPhone(), null, leadLevel, null);
    }

    public CustomerDetails withLeadLevel(String level) {
        return with(phone, wechatId, level, address);
    }

    private CustomerDetails with(
            @Nullable String otherPhone,
            @Nullable String otherWechatId,
            String otherLeadLevel,
            @Nullable String otherAddress) {
        return new CustomerDetails(
                name,
                otherPhone,
                otherWechatId,
                leadSource,
                otherLeadLevel,
                contractStatus,
                serviceCategory,
                salaryBudget,
                homeArea,
                familySize,
                restSchedule,
                expectedStartDate,
                expectedDeliveryDate,
                otherAddress,
                area,
                ageRequirement,
                genderRequirement,
                originRequirement,
                educationRequirement,
                remarks);
    }

    /** Never the details: a record that is logged by accident must not tell them. */
    @Override
    public String toString() {
        return "CustomerDetails[…]";
    }

    /** With other values of some fields, by their names; null takes one away. */
    public CustomerDetails with(Map<String, @Nullable Object> changes) {
        Map<String, @Nullable Object> fields = MAPPER.convertValue(this, FIELDS);
        fields.putAll(changes);
        return MAPPER.convertValue(fields, CustomerDetails.class);
    }
}
