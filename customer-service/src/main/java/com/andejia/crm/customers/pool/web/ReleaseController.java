package com.andejia.crm.customers.pool.web;

import com.andejia.crm.customers.api.Answer;
import com.andejia.crm.customers.api.Fields;
import com.andejia.crm.customers.customer.BatchOutcome;
import com.andejia.crm.customers.pool.PoolRelease;
import com.andejia.crm.customers.staff.Actor;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** How customers get into the public pool. */
@RestController
@RequestMapping(path = "/api/customers", produces = MediaType.APPLICATION_JSON_VALUE)
class ReleaseController {
    private final PoolRelease release;

    ReleaseController(PoolRelease release) {
        this.release = release;
    }

    @PostMapping(path = "/{id}/release-to-pool", consumes = MediaType.APPLICATION_JSON_VALUE)
    Mono<Answer<PooledCustomerView>> release(
            @PathVariable String id, @RequestBody JsonNode body, @AuthenticationPrincipal Actor actor) {
        Fields fields = Fields.of(body);
        PoolForms.Release wanted = PoolForms.Release.read(fields);
        fields.check();
        return release.release(actor, id, wanted.reason())
                .map(customer -> Answer.of("客户已退回公海", PooledCustomerView.of(customer, actor)));
    }

    @PostMapping(path = "/batch-release-to-pool", consumes = MediaType.APPLICATION_JSON_VALUE)
    Mono<Answer<BatchOutcome>> releaseAll(@RequestBody JsonNode body, @AuthenticationPrincipal Actor actor) {
        Fields fields = Fields.of(body);
        PoolForms.BatchRelease wanted = PoolForms.BatchRelease.read(fields);
        fields.check();
        return release.releaseAll(actor, wanted.customerIds(), wanted.reason())
                .map(outcome -> Answer.of(outcome.summary("批量退回公海"), outcome));
    }
}
