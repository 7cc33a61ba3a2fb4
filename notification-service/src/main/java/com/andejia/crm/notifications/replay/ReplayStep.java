package com.andejia.crm.notifications.replay;

import com.andejia.crm.notifications.feed.Gaps;
import com.andejia.crm.notifications.feed.Gaps.Standing;
import com.andejia.crm.notifications.feed.NotificationRequest;
import com.andejia.crm.notifications.feed.NotificationRequests;
import com.andejia.crm.notifications.feed.StateRequest;
import com.andejia.crm.notifications.feed.StateRequest.Resolve;
import com.andejia.crm.notifications.feed.StateRequests;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What a replay does about some of the requests that follow from its events, and what it remembers of those before. */
final class ReplayStep {
    /** An event that was published twice stands close to itself. */
    private static final int REMEMBERED = 100_000;

    private final Replay replay;
    private final Gaps gaps;
    private final NotificationRequests requests;
    private final StateRequests changes;
    private final Set<About> toldAgain = new HashSet<>();
    private final Set<String> counted = Collections.newSetFromMap(new LinkedHashMap<String, Boolean>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    });

    ReplayStep(Replay replay, Gaps gaps, NotificationRequests requests, StateRequests changes) {
        this.replay = replay;
        this.gaps = gaps;
        this.requests = requests;
        this.changes = changes;
    }

    private record About(String person, String subject) {}

    /** Asks for those that are missing, unless it is a dry run, and counts them all. After a failure it asks for what is missing still. */
    Mono<Counts> fill(List<NotificationRequest> some) {
        Map<String, NotificationRequest> byId = new LinkedHashMap<>();
        some.forEach(it -> byId.putIfAbsent(it.notificationId(), it));
        byId.keySet().removeAll(counted);
        List<NotificationRequest> fresh = List.copyOf(byId.values());
        return gaps.standing(fresh).flatMap(standings -> {
            List<NotificationRequest> missing = new ArrayList<>();
            for (int i = 0; i < fresh.size(); i++) {
                if (standings.get(i) == Standing.MISSING) {
                    missing.add(fresh.get(i));
                }
            }
            return ask(missing)
                    .then(Mono.fromRunnable(() -> counted.addAll(byId.keySet())))
                    .thenReturn(counts(standings));
        });
    }

    private Mono<Void> ask(List<NotificationRequest> missing) {
        return replay.order().dryRun()
                ? Mono.empty()
                : Flux.fromIterable(missing)
                        .doOnNext(it -> toldAgain.add(new About(it.recipient(), it.subject())))
                        .concatMap(it -> requests.send(it.replayedBy(replay.id())))
                        .then();
    }

    private static Counts counts(List<Standing> standings) {
        return new Counts(
                0,
                count(standings, Standing.MISSING),
                count(standings, Standing.THERE),
                count(standings, Standing.NOT_WANTED),
                0);
    }

    private static long count(List<Standing> standings, Standing standing) {
        return standings.stream().filter(standing::equals).count();
    }

    /** What was told again may be what its recipient was done with since. */
    Mono<Void> resolve(List<StateRequest> some) {
        return Flux.fromIterable(some)
                .ofType(Resolve.class)
                .filter(it -> toldAgain.contains(new About(it.recipient(), it.subject())))
                .concatMap(changes::send)
                .then();
    }
}
