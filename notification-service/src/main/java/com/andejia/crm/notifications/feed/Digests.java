package com.andejia.crm.notifications.feed;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import com.andejia.crm.notifications.feed.DigestStore.Contents;
import com.andejia.crm.notifications.feed.DigestStore.Versioned;
import com.andejia.crm.notifications.feed.Notifications.Outcome;
import com.andejia.crm.notifications.feed.Notifications.Stored;
import com.andejia.crm.notifications.live.StreamPosition;
import com.andejia.crm.notifications.preference.PreferenceStore;
import com.andejia.crm.notifications.preference.Preferences;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Keeps digests true to their members. A digest is never counted up, always made anew from the members that are in the store,
 * so that nothing which happens twice, or to the end only the second time, makes it wrong.
 */
@Component
class Digests {
    private static final int AT_ONCE = 8;

    private final DigestStore store;
    private final DigestText text;
    private final PreferenceStore preferences;

    Digests(DigestStore store, DigestText text, PreferenceStore preferences) {
        this.store = store;
        this.text = text;
        this.preferences = preferences;
    }

    /** The digests of what has been stored, by id, once they tell of it. */
    Mono<Map<String, Notification>> follow(List<Stored> stored) {
        Map<String, List<Stored>> touched = stored.stream()
                .filter(it -> it.entry() instanceof Member && it.outcome() != Outcome.DUPLICATE)
                .collect(groupingBy(it -> ((Member) it.entry()).digest().id(), LinkedHashMap::new, toList()));
        return Flux.fromIterable(touched.entrySet())
                .flatMap(digest -> follow(digest.getKey(), digest.getValue()), AT_ONCE)
                .collectMap(Notification::id);
    }

    private Mono<Notification> follow(String digestId, List<Stored> touched) {
        List<Member> news = touched.stream()
                .filter(it -> it.outcome().isNews())
                .map(it -> (Member) it.entry())
                .toList();
        boolean complete = news.size() == touched.size();
        return store.find(digestId)
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .flatMap(present -> {
                    if (present.isPresent() && tellsOf(present.get().digest(), news)) {
                        return complete
                                ? Mono.just(present.get().digest())
                                : mend(digestId).then(store.find(digestId)).map(Versioned::digest);
                    }
                    return news.isEmpty() ? Mono.empty() : grow(digestId, present.orElse(null), news);
                });
    }

    /** Positions only grow, and a digest bears the newest that it tells of. */
    private static boolean tellsOf(Notification digest, List<Member> news) {
        return news.stream()
                .map(Member::position)
                .allMatch(it -> it.epoch().equals(digest.position().epoch())
                        && it.seq() <= digest.position().seq());
    }

    private Mono<Notification> grow(String digestId, @Nullable Versioned present, List<Member> news) {
        Member first = news.get(0);
        boolean quietly = news.stream().allMatch(it -> it.reason().replay() != null);
        StreamPosition newest = news.get(news.size() - 1).position();
        return Mono.zip(contents(first.recipient(), digestId), locale(first.recipient()))
                .flatMap(found -> {
                    Contents contents = found.getT1();
                    if (contents.count() == 0) {
                        return Mono.<Notification>empty(); // erased since they were stored; who did that removes it
                    }
                    return present == null
                            ? create(text.begun(first, newest, contents, found.getT2()), first, news)
                            : write(
                                            text.grown(present.digest(), newest, contents, found.getT2()),
                                            present.version(),
                                            quietly)
                                    .flatMap(done -> again(done, digestId, news));
                });
    }

    /** What a replay brings back does not make unread what has been read. */
    private Mono<Boolean> write(Notification grown, long version, boolean quietly) {
        return quietly ? store.rewrite(grown, version) : store.grow(grown, version);
    }

    /** Whoever took members out meanwhile found no digest to mend, so it is looked at once more. */
    private Mono<Notification> create(Notification digest, Member first, List<Member> news) {
        return store.create(digest)
                .flatMap(done -> contents(first.recipient(), digest.id())
                        .flatMap(now -> done && now.count() != digest.count() ? mend(digest.id()) : Mono.empty())
                        .then(again(done, digest.id(), news)));
    }

    private Mono<Notification> again(boolean done, String digestId, List<Member> news) {
        return done
                ? store.find(digestId).map(Versioned::digest)
                : follow(
                        digestId,
                        news.stream().map(it -> new Stored(Outcome.STORED, it)).toList());
    }

    /** Makes them tell of the members that are left; one without any goes. */
    Mono<Void> recount(Collection<String> digestIds) {
        return Flux.fromIterable(digestIds).concatMap(this::mend).then();
    }

    private Mono<Void> mend(String digestId) {
        return store.find(digestId).flatMap(present -> {
            Notification digest = present.digest();
            return Mono.zip(contents(digest.recipient(), digestId), locale(digest.recipient()))
                    .flatMap(found -> found.getT1().count() == 0
                            ? store.remove(digest, present.version())
                            : store.rewrite(
                                    text.grown(digest, digest.position(), found.getT1(), found.getT2()),
                                    present.version()))
                    .flatMap(done -> done ? Mono.empty() : mend(digestId));
        });
    }

    private Mono<Contents> contents(String recipient, String digestId) {
        return store.contents(recipient, digestId, DigestText.LISTED);
    }

    private Mono<String> locale(String person) {
        return preferences.of(person).map(Preferences::locale);
    }
}
