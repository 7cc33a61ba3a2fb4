package com.andejia.crm.customers.followup.web;

import com.andejia.crm.customers.api.Answer;
import com.andejia.crm.customers.api.Fields;
import com.andejia.crm.customers.api.Page;
import com.andejia.crm.customers.api.Paging;
import com.andejia.crm.customers.customer.FollowUp;
import com.andejia.crm.customers.customer.HistoryEntry;
import com.andejia.crm.customers.followup.FollowUps;
import com.andejia.crm.customers.staff.Actor;
import com.andejia.crm.events.Person;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

@RestController
@RequestMapping(path = "/api/customers/{id}/follow-ups", produces = MediaType.APPLICATION_JSON_VALUE)
class FollowUpController {
    private static final List<String> TYPES = List.of("phone", "wechat", "visit", "other");
    private static final int LONGEST = 1000;

    private final FollowUps followUps;

    FollowUpController(FollowUps followUps) {
        this.followUps = followUps;
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    Mono<Answer<View>> add(@PathVariable String id, @RequestBody JsonNode body, @AuthenticationPrincipal Actor actor) {
        Fields fields = Fields.of(body);
        FollowUp followUp = read(fields);
        fields.check();
        return followUps.add(actor, id, followUp).map(entry -> Answer.of("跟进记录已保存", View.of(entry)));
    }

    @GetMapping
    Mono<Answer<Page<View>>> list(
            @PathVariable String id,
            @RequestParam MultiValueMap<String, String> parameters,
            @AuthenticationPrincipal Actor actor) {
        Paging paging = Paging.read(parameters);
        return followUps.list(actor, id, paging.page(), paging.pageSize()).map(page -> Answer.of(page.map(View::of)));
    }

    static FollowUp read(Fields fields) {
        return new FollowUp(
                fields.required("type", field -> fields.oneOf(field, TYPES), ""),
                fields.required("content", field -> fields.text(field, LONGEST), ""),
                fields.date("nextFollowUpDate"));
    }

    record View(String type, String content, @Nullable LocalDate nextFollowUpDate, Person by, Instant at) {
        static View of(HistoryEntry entry) {
            FollowUp followUp = Objects.requireNonNull(entry.followUp());
            return new View(followUp.type(), followUp.content(), followUp.nextFollowUpDate(), entry.by(), entry.at());
        }
    }
}
