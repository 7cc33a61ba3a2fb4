package com.andejia.crm.customers.customer.web;

import com.andejia.crm.customers.api.RequestShape;
import com.andejia.crm.customers.customer.CustomerEnums;
import java.time.ZoneId;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class CustomerRequestShapes {

    @Bean
    RequestShape createShape(CustomerEnums enums) {
        return RequestShape.of("POST /api/customers", fields -> CustomerForm.read(fields, enums));
    }

    @Bean
    RequestShape listShape(CustomerEnums enums, @Value("${crm.zone}") ZoneId zone) {
        return RequestShape.of("GET /api/customers", fields -> CustomerListParameters.read(fields, enums, zone));
    }

    @Bean
    RequestShape editShape(CustomerEnums enums) {
        return RequestShape.of("PATCH /api/customers/{id}", fields -> CustomerPatch.read(fields, enums));
    }

    @Bean
    RequestShape assignShape() {
        return RequestShape.of("PATCH /api/customers/{id}/assign", CustomerController.Assign::read);
    }

    @Bean
    RequestShape transferShape() {
        return RequestShape.of("POST /api/customers/{id}/transfer", HandOverController.Transfer::read);
    }

    @Bean
    RequestShape batchAssignShape() {
        return RequestShape.of("POST /api/customers/batch-assign", HandOverController.BatchAssign::read);
    }
}
