package com.andejia.crm.customers.followup.web;

import com.andejia.crm.customers.api.Paging;
import com.andejia.crm.customers.api.RequestShape;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class FollowUpRequestShapes {
    @Bean
    RequestShape followUpShape() {
        return RequestShape.of("POST /api/customers/{id}/follow-ups", FollowUpController::read);
    }

    @Bean
    RequestShape followUpsShape() {
        return RequestShape.of("GET /api/customers/{id}/follow-ups", Paging::read);
    }
}
