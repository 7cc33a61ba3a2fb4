package com.andejia.crm.customers.pool.web;

import com.andejia.crm.customers.api.Answer;
import com.andejia.crm.customers.api.Fields;
import com.andejia.crm.customers.api.Page;
import com.andejia.crm.customers.api.Refusal;
import com.andejia.crm.customers.api.Refusal.Kind;
import com.andejia.crm.customers.customer.BatchOutcome;
import com.andejia.crm.customers.customer.CustomerEnums;
import com.andejia.crm.customers.customer.CustomerPool;
import com.andejia.crm.customers.customer.PoolQuery;
import com.andejia.crm.customers.customer.PoolStatistics;
import com.andejia.crm.customers.pool.PoolAssignment;
import com.andejia.crm.customers.pool.PoolClaims;
import com.andejia.crm.customers.staff.Actor;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** What is in the public pool, and how it gets out. */
@RestController
@RequestMapping(path = "/api/customers/public-pool", produces = MediaType.APPLICATION_JSON_VALUE)
class PublicPoolController {
    private final CustomerPool pool;
    private final PoolClaims claims;
    private final PoolAssignment assignment;
    private final CustomerEnums enums;
    private final ZoneId zone;
    private final Clock clock;

    PublicPoolController(
            CustomerPool pool,
            PoolClaims claims,
            PoolAssignment assignment,
            CustomerEnums enums,
            @Value("${crm.zone}") ZoneId zone,
            Clock clock) {
        this.pool = pool;
        this.claims = claims;
        this.assignment = assignment;
        this.enums = enums;
        this.zone = zone;
        this.clock = clock;
    }

    @GetMapping
    Mono<Answer<Page<PooledCustomerView>>> list(
            @RequestParam MultiValueMap<String, String> parameters, @AuthenticationPrincipal Actor actor) {
        Fields fields = Fields.ofQuery(parameters);
        PoolQuery query = PoolListParameters.read(fields, enums, zone);
        fields.check();
        if (query.phone() != null && !actor.isManager()) {
            throw Refusal.of(Kind.FORBIDDEN, "公海客户的手机号仅管理人员可以查询"); // it could be guessed, digit by digit
        }
        return pool.page(query, actor)
                .map(page -> Answer.of(page.map(customer -> PooledCustomerView.of(customer, actor))));
    }

    /** Days and weeks are the agency's; a week begins on Monday. */
    @GetMapping("/statistics")
    Mono<Answer<PoolStatistics>> statistics() {
        LocalDate today = LocalDate.now(clock.withZone(zone));
        LocalDate monday = today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        return pool.statistics(
                        today.atStartOfDay(zone).toInstant(),
                        monday.atStartOfDay(zone).toInstant())
                .map(Answer::of);
    }

    @PostMapping(path = "/claim", consumes = MediaType.APPLICATION_JSON_VALUE)
    Mono<Answer<BatchOutcome>> claim(@RequestBody JsonNode body, @AuthenticationPrincipal Actor actor) {
        Fields fields = Fields.of(body);
        PoolForms.Claim wanted = PoolForms.Claim.read(fields);
        fields.check();
        return claims.claimAll(actor, wanted.customerIds()).map(outcome -> Answer.of(outcome.summary("公海领取"), outcome));
    }

    @PostMapping(path = "/assign", consumes = MediaType.APPLICATION_JSON_VALUE)
    Mono<Answer<BatchOutcome>> assign(@RequestBody JsonNode body, @AuthenticationPrincipal Actor actor) {
        Fields fields = Fields.of(body);
        PoolForms.Assign wanted = PoolForms.Assign.read(fields);
        fields.check();
        return assignment
                .assignAll(actor, wanted.customerIds(), wanted.assignedTo(), wanted.reason())
                .map(outcome -> Answer.of(outcome.summary("公海分配"), outcome));
    }
}
