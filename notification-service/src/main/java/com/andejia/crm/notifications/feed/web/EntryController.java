package com.andejia.crm.notifications.feed.web;

import com.andejia.crm.notifications.api.Answer;
import com.andejia.crm.notifications.api.Paging;
import com.andejia.crm.notifications.api.Refuses;
import com.andejia.crm.notifications.feed.DigestStore;
import com.andejia.crm.notifications.feed.Entries;
import com.andejia.crm.notifications.feed.Explanations;
import com.andejia.crm.notifications.feed.Member;
import com.andejia.crm.notifications.feed.Notification;
import com.andejia.crm.notifications.feed.Page;
import com.andejia.crm.notifications.feed.Suppressed;
import com.andejia.crm.notifications.feed.Why;
import io.swagger.v3.oas.annotations.Operation;
import java.security.Principal;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Mono;

/** Behind the notifications: what a digest consists of, what was not shown, and why. */
@RestController
@RequestMapping(path = "/api/notifications", produces = MediaType.APPLICATION_JSON_VALUE)
class EntryController {
    private final Entries entries;
    private final DigestStore digests;
    private final Explanations explanations;

    EntryController(Entries entries, DigestStore digests, Explanations explanations) {
        this.entries = entries;
        this.digests = digests;
        this.explanations = explanations;
    }

    @Operation(summary = "汇总通知包含的全部通知，最新在前")
    @Refuses(HttpStatus.NOT_FOUND)
    @GetMapping("/{id}/members")
    Mono<Answer<Page<Member>>> members(
            Principal caller,
            @PathVariable String id,
            @RequestParam(defaultValue = "1") int page,
            @RequestParam(defaultValue = "20") int pageSize) {
        Paging.requireInRange(page, pageSize);
        String person = caller.getName();
        return entries.find(person, id)
                .filter(entry -> entry instanceof Notification it && it.begunAt() != null)
                .switchIfEmpty(Mono.error(() -> new ResponseStatusException(HttpStatus.NOT_FOUND)))
                .then(digests.members(person, id, page, pageSize))
                .map(Answer::of);
    }

    @Operation(summary = "为什么收到（或没有收到）这条通知")
    @Refuses(HttpStatus.NOT_FOUND)
    @GetMapping("/{id}/why")
    Mono<Answer<Why>> why(Principal caller, @PathVariable String id) {
        return explanations
                .why(caller.getName(), id)
                .switchIfEmpty(Mono.error(() -> new ResponseStatusException(HttpStatus.NOT_FOUND)))
                .map(Answer::of);
    }

    @Operation(summary = "因关闭了该类型而没有发送的通知，最新在前")
    @GetMapping("/suppressed")
    Mono<Answer<Page<Suppressed>>> suppressed(
            Principal caller,
            @RequestParam(defaultValue = "1") int page,
            @RequestParam(defaultValue = "20") int pageSize) {
        Paging.requireInRange(page, pageSize);
        return entries.suppressed(caller.getName(), page, pageSize).map(Answer::of);
    }
}
