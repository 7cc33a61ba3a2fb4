package com.andejia.crm.customers.pool.web;

import com.andejia.crm.customers.api.RequestShape;
import com.andejia.crm.customers.customer.CustomerEnums;
import java.time.ZoneId;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class PoolRequestShapes {

    @Bean
    RequestShape poolListShape(CustomerEnums enums, @Value("${crm.zone}") ZoneId zone) {
        return RequestShape.of(
                "GET /api/customers/public-pool", fields -> PoolListParameters.read(fields, enums, zone));
    }

    @Bean
    RequestShape poolClaimShape() {
        return RequestShape.of("POST /api/customers/public-pool/claim", PoolForms.Claim::read);
    }

    @Bean
    RequestShape poolAssignShape() {
        return RequestShape.of("POST /api/customers/public-pool/assign", PoolForms.Assign::read);
    }

    @Bean
    RequestShape releaseShape() {
        return RequestShape.of("POST /api/customers/{id}/release-to-pool", PoolForms.Release::read);
    }

    @Bean
    RequestShape batchReleaseShape() {
        return RequestShape.of("POST /api/customers/batch-release-to-pool", PoolForms.BatchRelease::read);
    }
}
