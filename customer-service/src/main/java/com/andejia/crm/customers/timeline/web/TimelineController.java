package com.andejia.crm.customers.timeline.web;

import com.andejia.crm.customers.api.Answer;
import com.andejia.crm.customers.api.Page;
import com.andejia.crm.customers.api.Paging;
import com.andejia.crm.customers.customer.FollowUp;
import com.andejia.crm.customers.customer.HistoryEntry;
import com.andejia.crm.customers.customer.HistoryEntry.Difference;
import com.andejia.crm.customers.staff.Actor;
import com.andejia.crm.customers.timeline.Timeline;
import com.andejia.crm.events.Person;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping(path = "/api/customers/{id}/timeline", produces = MediaType.APPLICATION_JSON_VALUE)
class TimelineController {
    private final Timeline timeline;

    TimelineController(Timeline timeline) {
        this.timeline = timeline;
    }

    @GetMapping
    Mono<Answer<Page<Entry>>> of(
            @PathVariable String id,
            @RequestParam MultiValueMap<String, String> parameters,
            @AuthenticationPrincipal Actor actor) {
        Paging paging = Paging.read(parameters);
        return timeline.of(actor, id, paging.page(), paging.pageSize()).map(page -> Answer.of(page.map(Entry::of)));
    }

    /**
     * What was done once.
     *
     * @param version of the customer after it
     * @param changes by the name of the field; a value that is absent was absent
     */
    record Entry(
            String action,
            Person by,
            Instant at,
            @Nullable String reason,
            Map<String, Difference> changes,
            @Nullable FollowUp followUp,
            long version) {
        static Entry of(HistoryEntry entry) {
            return new Entry(
                    entry.action().name().toLowerCase(Locale.ROOT),
                    entry.by(),
                    entry.at(),
                    entry.reason(),
                    entry.changes(),
                    entry.followUp(),
                    entry.version());
        }
    }
}
