package com.andejia.crm.notifications.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;
import reactor.core.publisher.Sinks;

class LiveStreamsTest {
    private static final Instant NOW = Instant.parse("2025-11-24T07:43:08Z");
    private static final Instant TOMORROW = NOW.plusSeconds(86_400);

    private final Store store = new Store();
    private final LiveStreams streams =
            new LiveStreams(store, Clock.fixed(NOW, ZoneOffset.UTC), new SimpleMeterRegistry());

    @BeforeEach
    void start() {
        streams.start();
    }

    @AfterEach
    void stop() {
        streams.stop();
    }

    @Test
    void theFirstBytesAreTheRetryTimeAndTheUnreadCount() {
        store.unread = 4;

        assertThat(open("alice", null).text()).isEqualTo("retry: 3000\n\nevent: unread-count\ndata: {\"count\":4}\n\n");
    }

    @Test
    void aFrameGoesToItsPersonAndNobodyElse() {
        Client alice = open("alice", null);
        Client bob = open("bob", null);

        streams.deliver("alice", frame(7));

        assertThat(alice.ids()).containsExactly("E.7");
        assertThat(bob.ids()).isEmpty();
    }

    @Test
    void theUnreadCountFollowsEveryFrame() {
        Client alice = open("alice", null);
        store.unread = 1;

        streams.deliver("alice", frame(7));

        assertThat(alice.text()).endsWith("event: unread-count\ndata: {\"count\":1}\n\n");
    }

    @Test
    void whenEverybodyIsToldAtOnceTheNotificationsComeFirstAndTheCountsAFewAtATime() {
        List<Client> clients = IntStream.range(0, 1_000)
                .mapToObj(i -> open("person-" + i, null))
                .toList();
        int countedToOpen = store.counted.get();

        for (int i = 0; i < 1_000; i++) {
            streams.deliver("person-" + i, frame(7));
        }

        assertThat(clients).allMatch(client -> client.ids().equals(List.of("E.7")));
        assertThat(store.counted.get() - countedToOpen).isLessThan(900);
        await().untilAsserted(() -> assertThat(clients)
                .allMatch(client -> client.text().endsWith("event: unread-count\ndata: {\"count\":0}\n\n")));
    }

    @Test
    void aReturningClientGetsWhatItMissedInOrderAndOnce() {
        store.has(1, 2, 3, 4);

        Client alice = open("alice", "E.2");
        streams.deliver("alice", frame(4));
        streams.deliver("alice", frame(5));

        assertThat(alice.ids()).containsExactly("E.3", "E.4", "E.5");
    }

    @Test
    void whatArrivesWhileTheStoreIsReadWaitsForItsTurn() {
        store.has(1, 2, 3);
        Sinks.One<Boolean> answer = store.holdAnswers();

        Client alice = open("alice", "E.1");
        streams.deliver("alice", frame(3));
        streams.deliver("alice", frame(4));
        assertThat(alice.ids()).isEmpty();
        answer.tryEmitValue(true);

        assertThat(alice.ids()).containsExactly("E.2", "E.3", "E.4");
    }

    @Test
    void screensOfOnePersonThatComeBackTogetherAreReadForTogether() {
        store.has(1, 2, 3);
        Sinks.One<Boolean> answer = store.holdAnswers();

        List<Client> screens =
                IntStream.range(0, 8).mapToObj(i -> open("alice", "E.1")).toList();
        answer.tryEmitValue(true);

        assertThat(screens).allMatch(screen -> screen.ids().equals(List.of("E.2", "E.3")));
        assertThat(store.reads)
                .as("for the first, and for all who came after it")
                .hasValue(2);
    }

    @Test
    void peopleWhoComeTogetherAreCountedTogether() {
        store.unread = 4;
        Sinks.One<Boolean> answer = store.holdCounts();

        List<Client> clients =
                IntStream.range(0, 20).mapToObj(i -> open("person-" + i, null)).toList();
        answer.tryEmitValue(true);

        assertThat(clients).allMatch(client -> client.text().contains("{\"count\":4}"));
        assertThat(store.counts).as("for the first, and for all who came after").hasValue(2);
    }

    @Test
    void upToThreeHundredMissedOnesAreSent() {
        store.has(IntStream.rangeClosed(1, 300).toArray());

        assertThat(open("alice", "E.0").ids()).hasSize(300);
    }

    @Test
    void moreThanThreeHundredMissedMeansResync() {
        store.has(IntStream.rangeClosed(1, 301).toArray());

        Client alice = open("alice", "E.0");
        streams.deliver("alice", frame(302));

        assertThat(alice.text()).contains("event: resync\n");
        assertThat(alice.ids()).containsExactly("E.302");
    }

    @Test
    void anIdOfAnotherEpochOrOfNoneMeansResync() {
        store.has(1, 2);

        assertThat(open("alice", "OLD.1").text()).contains("event: resync\n");
        assertThat(open("bob", "nonsense").text()).contains("event: resync\n");
    }

    @Test
    void afterTroubleWithTheBroadcastEveryStreamAsksTheStore() {
        store.has(1);
        Client alice = open("alice", null);
        Client bob = open("bob", null);
        streams.deliver("bob", frame(2));
        store.has(1, 2, 3);

        streams.catchUpAll();

        assertThat(alice.ids()).containsExactly("E.2", "E.3");
        assertThat(bob.ids()).containsExactly("E.2", "E.3");
    }

    @Test
    void troubleWhileTheStoreIsReadMakesItBeReadOnceMore() {
        store.has(1);
        Sinks.One<Boolean> answer = store.holdAnswers();
        Client alice = open("alice", "E.1");
        streams.catchUpAll();

        store.hasOnceMore(1, 2);
        answer.tryEmitValue(true);

        assertThat(alice.ids()).containsExactly("E.2");
    }

    @Test
    void theNinthStreamSupersedesTheOldest() {
        List<Client> clients = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            clients.add(open("alice", null));
        }

        assertThat(clients.get(0).text()).endsWith("event: superseded\ndata: {}\n\n");
        assertThat(clients.get(0).ended).isTrue();
        assertThat(clients.subList(1, 9)).noneMatch(client -> client.ended);
    }

    @Test
    void aReaderTooSlowIsCutWithoutHarmToOthers() {
        Client slow = openSlowly("alice");
        Client quick = open("alice", null);

        for (int seq = 1; seq <= 2 * FrameSink.QUEUE; seq++) {
            streams.deliver("alice", frame(seq));
        }

        assertThat(slow.ended).isTrue();
        assertThat(quick.ended).isFalse();
        assertThat(quick.ids()).hasSize(2 * FrameSink.QUEUE);
    }

    @Test
    void aStreamWarnsBeforeItsTokenEndsAndEndsWithIt() {
        Client soon = new Client(streams.open(new StreamOpening("alice", null, NOW.plusSeconds(60))));
        Client over = new Client(streams.open(new StreamOpening("bob", null, NOW)));

        await().untilAsserted(() -> {
            assertThat(soon.text()).contains("event: expiring\ndata: {\"expiresInSeconds\":60}\n\n");
            assertThat(over.ended).isTrue();
        });
        assertThat(soon.ended).isFalse();
    }

    @Test
    void aStreamThatCannotReadTheStoreEndsSoThatItsClientComesBack() {
        store.broken = true;

        assertThat(open("alice", "E.1").ended).isTrue();
    }

    @Test
    void shuttingDownEndsEveryStream() {
        Client alice = open("alice", null);

        streams.stop();

        await().until(() -> alice.ended);
    }

    private Client open(String person, String lastEventId) {
        return new Client(streams.open(new StreamOpening(person, lastEventId, TOMORROW)));
    }

    private Client openSlowly(String person) {
        return new Client(streams.open(new StreamOpening(person, null, TOMORROW)), 1);
    }

    private static Frame frame(int seq) {
        return Frame.notification(new StreamPosition("E", seq), "{}".getBytes(StandardCharsets.UTF_8));
    }

    /** A browser that remembers all it got. */
    private static final class Client extends BaseSubscriber<byte[]> {
        private final List<String> frames = new CopyOnWriteArrayList<>();
        private final long reads;
        private volatile boolean ended;

        Client(Flux<byte[]> stream) {
            this(stream, Long.MAX_VALUE);
        }

        Client(Flux<byte[]> stream, long reads) {
            this.reads = reads;
            stream.subscribe(this);
        }

        @Override
        protected void hookOnSubscribe(Subscription subscription) {
            subscription.request(reads);
        }

        @Override
        protected void hookOnNext(byte[] frame) {
            frames.add(new String(frame, StandardCharsets.UTF_8));
        }

        @Override
        protected void hookFinally(SignalType type) {
            ended = true;
        }

        @Override
        protected void hookOnError(Throwable failure) {
            ended = true;
        }

        String text() {
            return String.join("", frames);
        }

        List<String> ids() {
            return text().lines()
                    .filter(line -> line.startsWith("id: "))
                    .map(line -> line.substring(4))
                    .toList();
        }
    }

    private static final class Store implements Backlog {
        private final AtomicInteger counts = new AtomicInteger();
        private final AtomicInteger counted = new AtomicInteger();
        private final AtomicInteger reads = new AtomicInteger();
        private volatile long unread;
        private volatile boolean broken;
        private volatile int[] stored = {};
        private volatile int[] storedLater;
        private Mono<Boolean> gate = Mono.just(true);
        private Mono<Boolean> countGate = Mono.just(true);

        void has(int... seqs) {
            stored = seqs;
        }

        /** What is stored once the answer under way has been given. */
        void hasOnceMore(int... seqs) {
            storedLater = seqs;
        }

        Sinks.One<Boolean> holdAnswers() {
            Sinks.One<Boolean> answer = Sinks.one();
            gate = answer.asMono();
            return answer;
        }

        Sinks.One<Boolean> holdCounts() {
            Sinks.One<Boolean> answer = Sinks.one();
            countGate = answer.asMono();
            return answer;
        }

        @Override
        public Mono<Map<String, Long>> unread(Set<String> recipients) {
            counts.incrementAndGet();
            return countGate.map(open -> {
                counted.addAndGet(recipients.size());
                return unread == 0
                        ? Map.of()
                        : recipients.stream().collect(Collectors.toMap(recipient -> recipient, recipient -> unread));
            });
        }

        @Override
        public Mono<StreamPosition> last(String recipient) {
            return Mono.fromSupplier(
                    () -> new StreamPosition("E", IntStream.of(stored).max().orElse(-1)));
        }

        @Override
        public Mono<List<Frame>> after(String recipient, StreamPosition position, int limit) {
            reads.incrementAndGet();
            if (broken) {
                return Mono.error(new IllegalStateException("the store is away"));
            }
            return gate.mapNotNull(open -> {
                List<Frame> missed = position.epoch().equals("E")
                        ? IntStream.of(stored)
                                .filter(seq -> seq > position.seq())
                                .limit(limit)
                                .mapToObj(LiveStreamsTest::frame)
                                .toList()
                        : null;
                if (storedLater != null) {
                    stored = storedLater;
                }
                return missed;
            });
        }
    }
}
