package com.andejia.crm.customers.staff.web;

import com.andejia.crm.customers.api.RequestShape;
import com.andejia.crm.customers.staff.ConditionalOnOwnIssuer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class StaffRequestShapes {

    @Bean
    @ConditionalOnOwnIssuer
    RequestShape loginShape() {
        return RequestShape.of("POST /api/auth/login", LoginController.Credentials::read);
    }

    @Bean
    RequestShape staffShape() {
        return RequestShape.of("PUT /api/staff/{id}", StaffController::read);
    }
}
