package com.andejia.crm.customers.customer.web;

import com.andejia.crm.customers.api.Answer;
import com.andejia.crm.customers.customer.CustomerEditing;
import com.andejia.crm.customers.customer.CustomerEnums;
import com.andejia.crm.customers.customer.CustomerFreezing;
import com.andejia.crm.customers.staff.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

@RestController
@RequestMapping(path = "/api/customers/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
class CustomerEditController {
    private final CustomerEditing editing;
    private final CustomerFreezing freezing;
    private final CustomerEnums enums;

    CustomerEditController(CustomerEditing editing, CustomerFreezing freezing, CustomerEnums enums) {
        this.editing = editing;
        this.freezing = freezing;
        this.enums = enums;
    }

    @PatchMapping(consumes = {MediaType.APPLICATION_JSON_VALUE, "application/merge-patch+json"})
    Mono<ResponseEntity<Answer<CustomerView>>> edit(
            @PathVariable String id,
            @RequestBody JsonNode body,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @AuthenticationPrincipal Actor actor) {
        return editing.edit(actor, id, CustomerPatch.read(body, ifMatch, enums))
                .map(customer -> CustomerVersion.tagged(Answer.of("客户信息已保存", CustomerView.of(customer, actor))));
    }

    @PatchMapping("/freeze")
    Mono<Answer<CustomerView>> freeze(@PathVariable String id, @AuthenticationPrincipal Actor admin) {
        return freezing.freeze(admin, id, true).map(customer -> Answer.of("客户已冻结", CustomerView.of(customer, admin)));
    }

    @PatchMapping("/unfreeze")
    Mono<Answer<CustomerView>> unfreeze(@PathVariable String id, @AuthenticationPrincipal Actor admin) {
        return freezing.freeze(admin, id, false).map(customer -> Answer.of("客户已解冻", CustomerView.of(customer, admin)));
    }
}
