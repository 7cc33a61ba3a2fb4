package com.andejia.crm.customers.customer.web;

import com.andejia.crm.customers.api.Fields;
import com.andejia.crm.customers.api.RequestShape;
import com.andejia.crm.customers.customer.CustomerDetails;
import com.andejia.crm.customers.customer.CustomerEnums;
import com.andejia.crm.customers.customer.WebsiteLeads;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Open to everybody, so it tells nothing: neither an id, nor whether the agency knows the visitor. */
@RestController
@RequestMapping(path = "/api/customers", produces = MediaType.APPLICATION_JSON_VALUE)
class WebsiteLeadController {
    /** Longer than a write takes, so that the time does not tell whether there was one. */
    private static final Duration LEAST_TIME = Duration.ofMillis(200);

    private final WebsiteLeads leads;
    private final CustomerEnums enums;

    WebsiteLeadController(WebsiteLeads leads, CustomerEnums enums) {
        this.leads = leads;
        this.enums = enums;
    }

    @PostMapping(path = "/website-lead", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    Mono<Received> enter(@RequestBody JsonNode body) {
        Fields fields = Fields.of(body);
        CustomerDetails details = WebsiteLeadForm.read(fields, enums);
        fields.check();
        return Mono.when(leads.enter(details), Mono.delay(LEAST_TIME)).thenReturn(new Received(true, "提交成功，我们会尽快与您联系"));
    }

    record Received(boolean success, String message) {}

    @Configuration(proxyBeanMethods = false)
    static class Shapes {
        @Bean
        RequestShape websiteLeadShape(CustomerEnums enums) {
            return RequestShape.of("POST /api/customers/website-lead", fields -> WebsiteLeadForm.read(fields, enums));
        }
    }
}
