package com.andejia.crm.customers.customer.web;

import com.andejia.crm.customers.api.Answer;
import com.andejia.crm.customers.customer.CustomerErasure;
import com.andejia.crm.customers.staff.Actor;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping(path = "/api/customers", produces = MediaType.APPLICATION_JSON_VALUE)
class CustomerErasureController {
    private final CustomerErasure erasure;

    CustomerErasureController(CustomerErasure erasure) {
        this.erasure = erasure;
    }

    @DeleteMapping("/{id}")
    Mono<Answer<Erased>> erase(@PathVariable String id, @AuthenticationPrincipal Actor admin) {
        return erasure.erase(admin, id).map(number -> Answer.of("客户个人数据已删除", new Erased(number)));
    }

    record Erased(String customerId) {}
}
