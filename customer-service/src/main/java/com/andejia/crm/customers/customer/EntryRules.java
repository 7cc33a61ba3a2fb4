package com.andejia.crm.customers.customer;

import com.andejia.crm.customers.api.Fields;

/** The rules for what may be entered about a customer, for those who bring it in another way than one by one over HTTP. */
@FunctionalInterface
public interface EntryRules {
    /** Notes what is wrong in the fields, which the caller has to check. */
    NewCustomer read(Fields fields);
}
