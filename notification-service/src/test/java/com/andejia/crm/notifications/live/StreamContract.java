package com.andejia.crm.notifications.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.andejia.crm.localstack.EventStreamClient;
import com.andejia.crm.notifications.support.RealParts;
import com.andejia.crm.notifications.support.RealPartsTest;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.kafka.core.KafkaTemplate;

/** What a stream is to its clients, whichever way its bytes take; and that no way leaks buffers. */
@RealPartsTest
abstract class StreamContract {
    /** 42 MB: more than the queue, the kernel's buffers, and the 16 MiB that the JDK's client takes of an HTTP/2 stream unread. */
    private static final int MORE_THAN_BUFFERS = 2_000;

    private static final byte[] LARGE = ("{\"text\":\"" + "长".repeat(7_000) + "\"}").getBytes(StandardCharsets.UTF_8);

    private static final Queue<String> LEAKS = new ConcurrentLinkedQueue<>();
    private static ResourceLeakDetector.Level usual = ResourceLeakDetector.getLevel();

    final String alice = "alice-" + UUID.randomUUID();
    private final List<AutoCloseable> open = new ArrayList<>();

    @LocalServerPort
    int port;

    @Autowired
    private Broadcast broadcast;

    @Autowired
    private KafkaTemplate<String, byte[]> kafka;

    @Autowired
    private MeterRegistry meters;

    abstract HttpClient.Version version();

    abstract EventStreamClient connect(URI stream, String... headers) throws Exception;

    @BeforeAll
    static void watchEveryBuffer() {
        LEAKS.clear();
        usual = ResourceLeakDetector.getLevel();
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
        ByteBufUtil.setLeakListener((type, records) -> LEAKS.add(type + records));
    }

    /** Leaks are reported when the next buffer is taken after the lost one was collected. */
    @AfterAll
    static void noBufferWasLost() {
        for (int i = 0; i < 10; i++) {
            System.gc();
            PooledByteBufAllocator.DEFAULT.directBuffer().release();
        }
        ByteBufUtil.setLeakListener(null);
        ResourceLeakDetector.setLevel(usual);
        assertThat(LEAKS).isEmpty();
    }

    /** That a client went away is noticed a little later; the next test counts from none. */
    @BeforeEach
    void nobodyIsLeft() {
        await().atMost(Duration.ofSeconds(30)).until(() -> openStreams() == 0);
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable client : open) {
            client.close();
        }
    }

    @Test
    void itBeginsAtOnceWithTheRetryTimeAndTheUnreadCount() throws Exception {
        EventStreamClient stream = stream(alice);

        await().until(() -> stream.events().size() >= 2);
        assertThat(stream.events().get(1)).isEqualTo(new EventStreamClient.Event("unread-count", "", "{\"count\":0}"));
    }

    @Test
    void itsHeadersKeepCachesAndProxiesFromHoldingItBack() throws Exception {
        var response = stream(alice).response();

        assertThat(response.version()).isEqualTo(version());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("content-type")).hasValue("text/event-stream");
        assertThat(response.headers().firstValue("cache-control")).hasValue("no-store");
        assertThat(response.headers().firstValue("x-accel-buffering")).hasValue("no");
        assertThat(response.headers().firstValue("x-content-type-options")).hasValue("nosniff");
        assertThat(response.headers().firstValue("content-encoding")).isEmpty();
        assertThat(response.headers().firstValue("content-length")).isEmpty();
    }

    @Test
    void framesArriveInOrderWhateverTheirSize() throws Exception {
        EventStreamClient stream = joined(alice);

        for (int seq = 1; seq <= 300; seq++) {
            send(alice, seq, seq % 10 == 0 ? LARGE : "{}".getBytes(StandardCharsets.UTF_8));
        }

        await().atMost(Duration.ofSeconds(30)).until(() -> notifications(stream).size() == 300);
        assertThat(notifications(stream).stream().map(EventStreamClient.Event::id))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 300)
                        .mapToObj(seq -> "E." + seq)
                        .toList());
        assertThat(notifications(stream).get(9).data()).isEqualTo(new String(LARGE, StandardCharsets.UTF_8));
    }

    @Test
    void oneConnectionIsForOnePerson() throws Exception {
        EventStreamClient stream = joined(alice);
        EventStreamClient other = joined("bob-" + alice);

        send(alice, 1, "{}".getBytes(StandardCharsets.UTF_8));

        await().until(() -> notifications(stream).size() == 1);
        assertThat(notifications(other)).isEmpty();
    }

    @Test
    void whatIsNoFrameIsPassedOverAndNothingElse() throws Exception {
        EventStreamClient stream = joined(alice);

        var sent = new ArrayList<CompletableFuture<?>>();
        for (int seq = 1; seq <= 50; seq++) {
            sent.add(kafka.send(new ProducerRecord<>(Broadcast.TOPIC, alice, (byte[]) null)));
            sent.add(kafka.send(new ProducerRecord<>(Broadcast.TOPIC, 0, null, new byte[0])));
            sent.add(broadcast.notification(
                    alice, new StreamPosition("E", seq), Instant.now(), "{}".getBytes(StandardCharsets.UTF_8)));
        }
        CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new)).get(10, TimeUnit.SECONDS);

        await().until(() -> notifications(stream).size() == 50);
    }

    @Test
    void whatThisServiceNeverSaidMeansResync() throws Exception {
        EventStreamClient stream = stream(alice, "Last-Event-ID", "another-life.17");

        await().untilAsserted(() -> assertThat(stream.events("resync")).hasSize(1));
    }

    @Test
    void theNinthEndsTheFirst() throws Exception {
        EventStreamClient first = joined(alice);
        for (int i = 0; i < 8; i++) {
            joined(alice);
        }

        await().until(first::ended);
        assertThat(first.events().get(first.events().size() - 1))
                .isEqualTo(new EventStreamClient.Event("superseded", "", "{}"));
    }

    @Test
    void itWarnsOfItsTokensEndAndEndsWithIt() throws Exception {
        EventStreamClient stream = connected(
                connect(uri(), "Authorization", "Bearer " + RealParts.ISSUER.tokenFor(alice, Duration.ofSeconds(2))));

        await().until(stream::ended);
        assertThat(stream.events("expiring")).hasSize(1);
    }

    @Test
    void whoGoesAwayIsForgotten() throws Exception {
        EventStreamClient stream = joined(alice);
        assertThat(openStreams()).isEqualTo(1);

        stream.close();
        // A connection that is gone is noticed by what is written to it, at the latest.
        await().atMost(Duration.ofSeconds(30)).until(() -> openStreams() == 0);
    }

    @Test
    void aReaderThatDoesNotReadIsCutAndNobodyElseWaits() throws Exception {
        connectWithoutReading();
        await().until(() -> openStreams() == 1);
        EventStreamClient quick = joined(alice);

        for (int sent = 0; sent < MORE_THAN_BUFFERS; sent += 100) {
            sendHundred(alice, sent + 1, LARGE);
            int soFar = sent + 100;
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> notifications(quick).size() == soFar);
        }

        await().atMost(Duration.ofSeconds(10)).until(() -> openStreams() == 1);
        assertThat(quick.ended()).isFalse();
    }

    private void connectWithoutReading() {
        HttpRequest request = HttpRequest.newBuilder(uri())
                .header("Authorization", "Bearer " + RealParts.ISSUER.tokenFor(alice))
                .build();
        CompletableFuture<?> unread = HttpClient.newBuilder()
                .version(version())
                .build()
                .sendAsync(request, HttpResponse.BodyHandlers.fromSubscriber(new NeverReads()));
        open.add(() -> unread.cancel(true));
    }

    private static final class NeverReads implements Flow.Subscriber<List<java.nio.ByteBuffer>> {
        @Override
        public void onSubscribe(Flow.Subscription subscription) {}

        @Override
        public void onNext(List<java.nio.ByteBuffer> item) {}

        @Override
        public void onError(Throwable failure) {}

        @Override
        public void onComplete() {}
    }

    private void send(String person, int seq, byte[] json) throws Exception {
        broadcast
                .notification(person, new StreamPosition("E", seq), Instant.now(), json)
                .get(10, TimeUnit.SECONDS);
    }

    private void sendHundred(String person, int first, byte[] json) throws Exception {
        CompletableFuture.allOf(IntStream.range(first, first + 100)
                        .mapToObj(seq ->
                                broadcast.notification(person, new StreamPosition("E", seq), Instant.now(), json))
                        .toArray(CompletableFuture[]::new))
                .get(10, TimeUnit.SECONDS);
    }

    private double openStreams() {
        return meters.get("crm.streams.open").gauge().value();
    }

    private EventStreamClient stream(String person, String... headers) throws Exception {
        List<String> all = new ArrayList<>(List.of(headers));
        all.addAll(List.of("Authorization", "Bearer " + RealParts.ISSUER.tokenFor(person)));
        return connected(connect(uri(), all.toArray(String[]::new)));
    }

    private EventStreamClient connected(EventStreamClient stream) {
        open.add(stream);
        return stream;
    }

    /** One that is past its beginning. */
    private EventStreamClient joined(String person) throws Exception {
        EventStreamClient stream = stream(person);
        await().until(() -> !stream.events("unread-count").isEmpty());
        return stream;
    }

    private static List<EventStreamClient.Event> notifications(EventStreamClient stream) {
        return stream.events("notification");
    }

    URI uri() {
        return URI.create("http://localhost:" + port + "/api/notifications/stream");
    }
}
