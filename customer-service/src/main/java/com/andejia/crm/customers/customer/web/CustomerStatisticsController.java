package com.andejia.crm.customers.customer.web;

import com.andejia.crm.customers.api.Answer;
import com.andejia.crm.customers.customer.CustomerStatistics;
import com.andejia.crm.customers.staff.Actor;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping(path = "/api/customers/statistics", produces = MediaType.APPLICATION_JSON_VALUE)
class CustomerStatisticsController {
    private final CustomerStatistics statistics;

    CustomerStatisticsController(CustomerStatistics statistics) {
        this.statistics = statistics;
    }

    @GetMapping
    Mono<Answer<CustomerStatistics.Figures>> of(@AuthenticationPrincipal Actor actor) {
        return statistics.of(actor).map(Answer::of);
    }
}
