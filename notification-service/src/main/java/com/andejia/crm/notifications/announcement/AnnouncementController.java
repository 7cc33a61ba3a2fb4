package com.andejia.crm.notifications.announcement;

import com.andejia.crm.notifications.api.Answer;
import com.andejia.crm.notifications.api.Caller;
import com.andejia.crm.notifications.feed.Deliveries;
import com.andejia.crm.notifications.feed.Spread;
import io.swagger.v3.oas.annotations.Operation;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** For admins only, as the security rules have it. */
@RestController
@RequestMapping(path = "/api/announcements", produces = MediaType.APPLICATION_JSON_VALUE)
class AnnouncementController {
    private static final String TYPE = "SYSTEM_ANNOUNCEMENT";

    private final Announcements announcements;
    private final Deliveries deliveries;

    AnnouncementController(Announcements announcements, Deliveries deliveries) {
        this.announcements = announcements;
        this.deliveries = deliveries;
    }

    @Operation(summary = "发布公告：发给全体在职人员，或某一角色的人员")
    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    Mono<Answer<Announced>> announce(JwtAuthenticationToken caller, @RequestBody NewAnnouncement announcement) {
        announcement.requireValid();
        return announcements
                .announce(announcement, Caller.of(caller))
                .map(announced -> new Answer<>(true, "公告已发布", announced));
    }

    @Operation(summary = "公告的进度：已送达、已显示、已读的人数；还没有人收到时都是 0")
    @GetMapping("/{id}")
    Mono<Answer<Spread>> progress(@PathVariable String id) {
        return deliveries.spread(TYPE, id).map(Answer::of);
    }
}
