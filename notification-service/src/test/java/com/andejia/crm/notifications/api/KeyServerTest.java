package com.andejia.crm.notifications.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.andejia.crm.notifications.support.RealParts;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import reactor.core.publisher.Flux;
import reactor.netty.http.HttpResources;
import reactor.netty.resources.LoopResources;

/** Tokens are verified, or not, within a bounded time, whatever the server does that publishes the keys. */
class KeyServerTest {
    private static final Duration BOUND = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofSeconds(1);

    private final AtomicInteger asked = new AtomicInteger();
    private final CountDownLatch over = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private volatile Mood mood = Mood.ANSWERS;
    private HttpServer server;
    private ReactiveJwtDecoder decoder;

    private enum Mood {
        ANSWERS,
        FAILS,
        SAYS_NOTHING,
        NEVER_FINISHES
    }

    @BeforeEach
    void start() throws Exception {
        byte[] keys = keys();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> answer(exchange, keys));
        server.start();
        decoder = decoder(BOUND);
    }

    private ReactiveJwtDecoder decoder(Duration longestWait) {
        return new TokenConfiguration()
                .jwtDecoder("http://localhost:" + server.getAddress().getPort() + "/keys", longestWait);
    }

    @AfterEach
    void stop() {
        over.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void knownKeysGoOnWorkingWhileTheServerHangs() {
        decode();
        mood = Mood.SAYS_NOTHING;

        for (int i = 0; i < 10; i++) {
            decode();
        }

        assertThat(asked).hasValue(1);
    }

    @Test
    void aServerThatSaysNothingIsGivenUpAndLeftAloneForAMoment() {
        mood = Mood.SAYS_NOTHING;
        decoder = decoder(SHORT);

        long start = System.nanoTime();
        assertThatThrownBy(this::decode).isInstanceOf(JwtException.class);
        assertThatThrownBy(this::decode).isInstanceOf(JwtException.class);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(BOUND);
        assertThat(asked).as("for two requests").hasValue(1);
    }

    @Test
    void anAnswerThatNeverEndsIsGivenUpToo() {
        mood = Mood.NEVER_FINISHES;
        decoder = decoder(SHORT);

        long start = System.nanoTime();
        assertThatThrownBy(this::decode).isInstanceOf(JwtException.class);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(BOUND);
    }

    @Test
    void oneQuestionIsEnoughForAllWhoWait() {
        String token = token();
        Flux.range(0, 50).flatMap(i -> decoder.decode(token), 50).blockLast(BOUND);

        assertThat(asked).hasValue(1);
    }

    /** As after a restart, when thousands come back at the same moment: all of their requests wait for the keys. */
    @Test
    void theServerIsAskedAlsoWhileAllThreadsOfTheWebServerAreBusy() {
        decoder = decoder(SHORT);
        HttpResources.get().onServer(LoopResources.DEFAULT_NATIVE).forEach(thread -> thread.execute(this::hang));

        assertThat(decode().getSubject()).isEqualTo("alice");
    }

    /** Anybody can make up such a token. */
    @Test
    void aTokenWithAnUnknownKeyDoesNotMakeItBeAskedEachTime() {
        String token = RealParts.ISSUER.tokenOfAnUnknownKey("alice");
        for (int i = 0; i < 20; i++) {
            assertThatThrownBy(() -> decoder.decode(token).block(BOUND)).isInstanceOf(JwtException.class);
        }

        assertThat(asked.get()).as("for twenty requests").isLessThanOrEqualTo(2);
    }

    @Test
    void onceItAnswersAgainTokensAreVerifiedAgain() {
        mood = Mood.FAILS;
        assertThatThrownBy(this::decode).isInstanceOf(JwtException.class);

        mood = Mood.ANSWERS;

        await().atMost(BOUND)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(decode().getSubject()).isEqualTo("alice"));
    }

    private Jwt decode() {
        return decoder.decode(token()).block(BOUND);
    }

    private static String token() {
        return RealParts.ISSUER.tokenFor("alice");
    }

    private void answer(HttpExchange exchange, byte[] keys) throws IOException {
        asked.incrementAndGet();
        switch (mood) {
            case ANSWERS -> {
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, keys.length);
                exchange.getResponseBody().write(keys);
                exchange.close();
            }
            case FAILS -> {
                exchange.sendResponseHeaders(503, -1);
                exchange.close();
            }
            case SAYS_NOTHING -> hang();
            case NEVER_FINISHES -> {
                exchange.sendResponseHeaders(200, keys.length);
                exchange.getResponseBody().write(keys, 0, 10);
                exchange.getResponseBody().flush();
                hang();
            }
        }
    }

    private void hang() {
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static byte[] keys() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(RealParts.ISSUER.keys()).build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body()
                .getBytes(StandardCharsets.UTF_8);
    }
}
