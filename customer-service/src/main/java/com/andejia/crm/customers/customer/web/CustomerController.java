package com.andejia.crm.customers.customer.web;

import com.andejia.crm.customers.api.Answer;
import com.andejia.crm.customers.api.Fields;
import com.andejia.crm.customers.api.Page;
import com.andejia.crm.customers.api.Refusal;
import com.andejia.crm.customers.api.Refusal.Kind;
import com.andejia.crm.customers.customer.CustomerAssignment;
import com.andejia.crm.customers.customer.CustomerEnums;
import com.andejia.crm.customers.customer.CustomerRegistration;
import com.andejia.crm.customers.customer.Customers;
import com.andejia.crm.customers.customer.NewCustomer;
import com.andejia.crm.customers.staff.Actor;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

@RestController
@RequestMapping(path = "/api/customers", produces = MediaType.APPLICATION_JSON_VALUE)
class CustomerController {
    private final Customers customers;
    private final CustomerRegistration registration;
    private final CustomerAssignment assignment;
    private final CustomerEnums enums;
    private final ZoneId zone;

    CustomerController(
            Customers customers,
            CustomerRegistration registration,
            CustomerAssignment assignment,
            CustomerEnums enums,
            @Value("${crm.zone}") ZoneId zone) {
        this.customers = customers;
        this.registration = registration;
        this.assignment = assignment;
        this.enums = enums;
        this.zone = zone;
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    Mono<Created> create(
            @RequestBody JsonNode body,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @AuthenticationPrincipal Actor actor) {
        NewCustomer form = CustomerForm.read(body, enums);
        return registration
                .register(actor, form, IdempotencyKey.read(key, actor, form))
                .map(customer -> Created.of(CustomerView.of(customer, actor)));
    }

    @GetMapping
    Mono<Answer<Page<CustomerView>>> list(
            @RequestParam MultiValueMap<String, String> parameters, @AuthenticationPrincipal Actor actor) {
        return customers
                .list(CustomerListParameters.read(parameters, enums, zone), actor)
                .map(page -> Answer.of(page.map(customer -> CustomerView.of(customer, actor))));
    }

    @GetMapping("/enums")
    Answer<Map<String, List<String>>> enums() {
        return Answer.of(Map.of(
                "leadSource", enums.leadSources(),
                "leadLevel", enums.leadLevels(),
                "contractStatus", enums.contractStatuses(),
                "serviceCategory", enums.serviceCategories(),
                "restSchedule", enums.restSchedules()));
    }

    @GetMapping("/{id}")
    Mono<ResponseEntity<Answer<CustomerView>>> find(@PathVariable String id, @AuthenticationPrincipal Actor actor) {
        return customers
                .find(id, actor)
                .map(customer -> CustomerVersion.tagged(Answer.of(CustomerView.of(customer, actor))))
                .switchIfEmpty(Mono.error(() -> Refusal.of(Kind.NOT_FOUND, "客户不存在")));
    }

    @PatchMapping(path = "/{id}/assign", consumes = MediaType.APPLICATION_JSON_VALUE)
    Mono<Answer<CustomerView>> assign(
            @PathVariable String id, @RequestBody JsonNode body, @AuthenticationPrincipal Actor actor) {
        Fields fields = Fields.of(body);
        Assign wanted = Assign.read(fields);
        fields.check();
        return assignment
                .assign(actor, id, wanted.assignedTo(), wanted.assignmentReason())
                .map(customer -> Answer.of("客户分配成功", CustomerView.of(customer, actor)));
    }

    record Assign(String assignedTo, @Nullable String assignmentReason) {
        static Assign read(Fields fields) {
            return new Assign(
                    fields.required("assignedTo", field -> fields.text(field, 200), ""),
                    fields.text("assignmentReason", 200));
        }
    }

    /** The contract lifts two of the fields to the top. */
    record Created(boolean success, String message, String customerId, String name, CustomerView data) {
        static Created of(CustomerView view) {
            return new Created(true, "客户创建成功", view.customerId(), view.details().name(), view);
        }
    }
}
