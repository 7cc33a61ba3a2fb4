package com.andejia.crm.customers.importing.web;

import com.andejia.crm.customers.api.RequestShape;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ImportRequestShapes {
    @Bean
    RequestShape templateShape() {
        return RequestShape.of("GET /api/customers/import/template", ImportController::format);
    }
}
