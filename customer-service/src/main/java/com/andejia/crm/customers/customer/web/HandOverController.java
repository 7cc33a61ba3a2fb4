package com.andejia.crm.customers.customer.web;

import com.andejia.crm.customers.api.Answer;
import com.andejia.crm.customers.api.Fields;
import com.andejia.crm.customers.customer.BatchOutcome;
import com.andejia.crm.customers.customer.CustomerAssignment;
import com.andejia.crm.customers.customer.CustomerTransfer;
import com.andejia.crm.customers.staff.Actor;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** From one colleague to another, and many at once. */
@RestController
@RequestMapping(path = "/api/customers", produces = MediaType.APPLICATION_JSON_VALUE)
class HandOverController {
    private static final int MOST_AT_ONCE = 500;
    private static final int TEXT = 200;
    private static final int ID = 50;

    private final CustomerTransfer transfer;
    private final CustomerAssignment assignment;

    HandOverController(CustomerTransfer transfer, CustomerAssignment assignment) {
        this.transfer = transfer;
        this.assignment = assignment;
    }

    @PostMapping(path = "/{id}/transfer", consumes = MediaType.APPLICATION_JSON_VALUE)
    Mono<Answer<CustomerView>> transfer(
            @PathVariable String id, @RequestBody JsonNode body, @AuthenticationPrincipal Actor actor) {
        Fields fields = Fields.of(body);
        Transfer wanted = Transfer.read(fields);
        fields.check();
        return transfer.transfer(actor, id, wanted.to(), wanted.reason())
                .map(customer -> Answer.of("客户移交成功", CustomerView.of(customer, actor)));
    }

    @PostMapping(path = "/batch-assign", consumes = MediaType.APPLICATION_JSON_VALUE)
    Mono<Answer<BatchOutcome>> assign(@RequestBody JsonNode body, @AuthenticationPrincipal Actor actor) {
        Fields fields = Fields.of(body);
        BatchAssign wanted = BatchAssign.read(fields);
        fields.check();
        return assignment
                .assignAll(actor, wanted.customerIds(), wanted.assignedTo(), wanted.assignmentReason())
                .map(outcome -> Answer.of(outcome.summary("批量分配"), outcome));
    }

    /** The new owner is told why, so there is a reason. */
    record Transfer(String to, String reason) {
        static Transfer read(Fields fields) {
            return new Transfer(
                    fields.required("to", field -> fields.text(field, TEXT), ""),
                    fields.required("reason", field -> fields.text(field, TEXT), ""));
        }
    }

    record BatchAssign(
            List<String> customerIds,
            String assignedTo,
            @Nullable String assignmentReason) {
        static BatchAssign read(Fields fields) {
            return new BatchAssign(
                    fields.required("customerIds", field -> fields.texts(field, MOST_AT_ONCE, ID), List.of()),
                    fields.required("assignedTo", field -> fields.text(field, TEXT), ""),
                    fields.text("assignmentReason", TEXT));
        }
    }
}
