package com.andejia.crm.customers.customer.web;

import com.andejia.crm.customers.api.Fields;
import com.andejia.crm.customers.customer.CustomerDetails;
import com.andejia.crm.customers.customer.CustomerEnums;
import com.andejia.crm.customers.customer.WebsiteLeads;

/** Reads what a visitor can know; the rest is what every new lead is. */
final class WebsiteLeadForm {
    private static final String LEVEL = "O类";
    private static final String STATUS = "待定";

    private WebsiteLeadForm() {}

    static CustomerDetails read(Fields fields, CustomerEnums enums) {
        CustomerDetails details = new CustomerDetails(
                CustomerForm.name(fields),
                CustomerForm.phone(fields),
                fields.text("wechatId", CustomerForm.SHORT),
                WebsiteLeads.WEBSITE,
                LEVEL,
                STATUS,
                fields.oneOf("serviceCategory", enums.serviceCategories()),
                null,
                null,
                null,
                null,
                fields.date("expectedStartDate"),
                null,
                null,
                fields.text("area", CustomerForm.MEDIUM),
                null,
                null,
                null,
                null,
                fields.text("remarks", CustomerForm.LONG));
        CustomerForm.requireReachable(fields);
        return details;
    }
}
