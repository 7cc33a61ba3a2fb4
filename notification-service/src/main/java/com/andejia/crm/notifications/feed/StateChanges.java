package com.andejia.crm.notifications.feed;

import com.andejia.crm.notifications.live.Broadcast;
import com.andejia.crm.notifications.live.StreamPosition;
import com.andejia.crm.notifications.record.RecordBatch.Item;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Does what {@link StateRequest}s ask for, as often as they come, and says what the person's devices are to hear of it. */
@Component
class StateChanges {
    private static final Logger log = LoggerFactory.getLogger(StateChanges.class);
    private static final int AT_ONCE = 16;

    private final NotificationStates states;
    private final Awakening awakening;
    private final RequestLog requestLog;
    private final Broadcast broadcast;
    private final JsonMapper json;
    private final Clock clock;

    StateChanges(
            NotificationStates states,
            Awakening awakening,
            RequestLog requestLog,
            Broadcast broadcast,
            JsonMapper json,
            Clock clock) {
        this.states = states;
        this.awakening = awakening;
        this.requestLog = requestLog;
        this.broadcast = broadcast;
        this.json = json;
        this.clock = clock;
    }

    /** What is told to a person's devices, once it is its turn. */
    interface Telling {
        Telling NOTHING = () -> CompletableFuture.completedFuture(null);

        CompletableFuture<?> send();
    }

    /**
     * They do not get in each other's way: each asks for a state that only it can bring about, or that whoever comes last does.
     */
    Mono<List<Item<Telling>>> apply(List<Item<StateRequest>> items) {
        return Flux.fromIterable(items)
                .map(item -> new Placed(item, place(item)))
                .flatMapSequential(this::apply, AT_ONCE)
                .collectList();
    }

    private record Placed(Item<StateRequest> item, StreamPosition position) {}

    private StreamPosition place(Item<StateRequest> item) {
        return new StreamPosition(
                requestLog.epochOf(item.origin().partition()), item.origin().offset());
    }

    private Mono<Item<Telling>> apply(Placed placed) {
        Item<StateRequest> item = placed.item();
        Mono<Telling> telling = item.content() instanceof StateRequest.Resolve resolve
                ? resolve(resolve, placed.position())
                : wake((StateRequest.Wake) item.content(), placed.position());
        return telling.defaultIfEmpty(Telling.NOTHING).map(it -> new Item<>(item.index(), item.origin(), it));
    }

    private Mono<Telling> resolve(StateRequest.Resolve request, StreamPosition position) {
        return states.resolve(request, position, clock.instant())
                .filter(ids -> !ids.isEmpty())
                .doOnNext(ids -> log.info(
                        "{} notifications of {} about {} resolved", ids.size(), request.recipient(), request.subject()))
                .map(ids -> () -> broadcast.read(request.recipient(), json.writeValueAsBytes(Map.of("ids", ids))));
    }

    private Mono<Telling> wake(StateRequest.Wake request, StreamPosition position) {
        return awakening
                .wake(request, position)
                .doOnNext(it -> log.info("notification {} for {} is back", it.id(), it.recipient()))
                .map(it -> () -> broadcast.updated(it.recipient(), it.position(), json.writeValueAsBytes(it)));
    }
}
