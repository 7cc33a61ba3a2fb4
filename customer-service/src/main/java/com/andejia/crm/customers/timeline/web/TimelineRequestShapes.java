package com.andejia.crm.customers.timeline.web;

import com.andejia.crm.customers.api.Paging;
import com.andejia.crm.customers.api.RequestShape;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class TimelineRequestShapes {
    @Bean
    RequestShape timelineShape() {
        return RequestShape.of("GET /api/customers/{id}/timeline", Paging::read);
    }
}
