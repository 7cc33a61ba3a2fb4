package com.andejia.crm.notifications.feed;

import com.andejia.crm.notifications.live.Backlog;
import com.andejia.crm.notifications.live.Frame;
import com.andejia.crm.notifications.live.StreamPosition;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.json.JsonMapper;

/** What streams missed, read from the store. */
@Component
class FeedBacklog implements Backlog {
    private final Notifications notifications;
    private final RequestLog requestLog;
    private final JsonMapper json;

    FeedBacklog(Notifications notifications, RequestLog requestLog, JsonMapper json) {
        this.notifications = notifications;
        this.requestLog = requestLog;
        this.json = json;
    }

    @Override
    public Mono<Map<String, Long>> unread(Set<String> recipients) {
        return notifications.countUnread(recipients);
    }

    @Override
    public Mono<StreamPosition> last(String recipient) {
        return epoch(recipient)
                .flatMap(epoch ->
                        notifications.last(recipient, epoch).defaultIfEmpty(StreamPosition.beginningOf(epoch)));
    }

    @Override
    public Mono<List<Frame>> after(String recipient, StreamPosition position, int limit) {
        return epoch(recipient)
                .filter(position.epoch()::equals)
                .flatMap(epoch -> notifications
                        .after(recipient, position, limit)
                        .map(missed -> frame(missed, position))
                        .collectList());
    }

    private Frame frame(Notification missed, StreamPosition seen) {
        byte[] bytes = json.writeValueAsBytes(missed);
        return missed.isGrowthAfter(seen)
                ? Frame.updated(missed.position(), bytes)
                : Frame.notification(missed.position(), bytes);
    }

    private Mono<String> epoch(String recipient) {
        // The first question asks the broker, and its client blocks; the cache keeps a stream that is closed meanwhile
        // from interrupting a question whose answer all others need too.
        return Mono.fromCallable(() -> requestLog.epochOf(recipient))
                .subscribeOn(Schedulers.boundedElastic())
                .cache();
    }
}
