package com.andejia.crm.notifications.feed;

import com.andejia.crm.notifications.api.InvalidRequest;
import com.andejia.crm.notifications.live.Backlog;
import com.andejia.crm.notifications.live.Broadcast;
import com.andejia.crm.notifications.live.StreamPosition;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.json.JsonMapper;

/** People's lists, and what they do with them, told to all their devices. */
@Component
public class Feed {
    private static final Logger log = LoggerFactory.getLogger(Feed.class);
    private static final Duration LONGEST_WAIT_FOR_REACH = Duration.ofSeconds(1);

    private final Notifications notifications;
    private final Backlog backlog;
    private final Broadcast broadcast;
    private final JsonMapper json;
    private final Clock clock;

    Feed(Notifications notifications, Backlog backlog, Broadcast broadcast, JsonMapper json, Clock clock) {
        this.notifications = notifications;
        this.backlog = backlog;
        this.broadcast = broadcast;
        this.json = json;
        this.clock = clock;
    }

    /** A numbered page; the first one says up to where it reaches, so that all that it tells of can be marked read and no more. */
    public Mono<NotificationPage> page(String person, NotificationFilter filter, int page, int pageSize) {
        Mono<NotificationPage> listed = Mono.defer(() -> notifications.page(person, filter, page, pageSize));
        return page > 1
                ? listed
                : reach(person)
                        .flatMap(reach ->
                                listed.map(it -> reach.map(it::reaching).orElse(it)));
    }

    /** Asked for before the list, which then has all up to there. Only the broker knows the epoch: without it lists are listed still. */
    private Mono<Optional<StreamPosition>> reach(String person) {
        return backlog.last(person)
                .map(Optional::of)
                .timeout(LONGEST_WAIT_FOR_REACH)
                .onErrorReturn(Optional.empty());
    }

    /** Ids that are not the person's, or read already, change nothing. Answers how many changed. */
    public Mono<Long> markRead(String person, List<String> ids) {
        return notifications
                .markRead(person, ids, clock.instant())
                .flatMap(changed -> tell(person, Map.of("ids", ids)).thenReturn(changed));
    }

    /**
     * Everything there is, or everything up to the position: what comes later stays unread. Answers how many changed.
     *
     * @throws InvalidRequest (in the Mono) if the position is of another epoch: the client's list is out of date
     */
    public Mono<Long> markAllRead(String person, @Nullable StreamPosition upTo) {
        return backlog.last(person).flatMap(last -> {
            if (upTo != null && !upTo.epoch().equals(last.epoch())) {
                return Mono.error(new InvalidRequest("upTo", "事件 id 已失效，请刷新列表"));
            }
            StreamPosition end = upTo == null ? last : upTo;
            return notifications
                    .markAllRead(person, end, clock.instant())
                    .flatMap(changed ->
                            tell(person, Map.of("upTo", end.toString())).thenReturn(changed));
        });
    }

    /** A hint for the other devices: it is read whether or not they hear of it, so this never fails the request. */
    private Mono<Void> tell(String person, Map<String, ?> what) {
        return Mono.fromFuture(() -> broadcast.read(person, json.writeValueAsBytes(what)))
                .subscribeOn(Schedulers.boundedElastic())
                .doOnError(e -> log.warn("other devices of {} not told what was read: {}", person, e.toString()))
                .onErrorComplete()
                .then();
    }
}
