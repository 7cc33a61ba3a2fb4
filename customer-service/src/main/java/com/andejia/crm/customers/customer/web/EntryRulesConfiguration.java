package com.andejia.crm.customers.customer.web;

import com.andejia.crm.customers.customer.CustomerEnums;
import com.andejia.crm.customers.customer.EntryRules;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class EntryRulesConfiguration {
    @Bean
    EntryRules entryRules(CustomerEnums enums) {
        return fields -> CustomerForm.read(fields, enums);
    }
}
