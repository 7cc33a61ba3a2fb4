package com.andejia.crm.systemtests.streams;

import static org.awaitility.Awaitility.await;

import com.andejia.crm.systemtests.crowd.Lines;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Flow;
import java.util.function.IntFunction;

/** Streams over HTTP/2, many on one connection: for more of them than a process may have files open. */
final class Multiplexed implements AutoCloseable {
    /** What servers usually allow on one connection. */
    private static final int EACH = 100;

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Queue<Flow.Subscription> open = new ConcurrentLinkedQueue<>();

    /** Returns when all of them are open. */
    Multiplexed(URI stream, IntFunction<String> tokens, int first, int count, Lines lines) {
        HttpClient connection = connection();
        for (int i = 0; i < count; i++) {
            if (i % EACH == 0) {
                connection = connection();
            }
            int number = first + i;
            HttpRequest request = HttpRequest.newBuilder(stream)
                    .timeout(PATIENCE)
                    .header("Authorization", "Bearer " + tokens.apply(number))
                    .build();
            open(connection, request, new Reader(number, lines));
        }
    }

    private static HttpClient connection() {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
    }

    /** One after the other: each of those that came at once would make a connection of its own. */
    private void open(HttpClient connection, HttpRequest request, Reader reader) {
        int before = open.size();
        BodyHandler<Void> handler = answer -> {
            if (answer.statusCode() != 200 || answer.version() != HttpClient.Version.HTTP_2) {
                throw new IllegalStateException(
                        "a stream was refused: " + answer.statusCode() + " " + answer.version());
            }
            return BodySubscribers.fromLineSubscriber(reader);
        };
        var ended = connection.sendAsync(request, handler);
        await("a stream over HTTP/2")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(2))
                .until(() -> open.size() > before || ended.isCompletedExceptionally());
        if (ended.isCompletedExceptionally()) {
            ended.join();
        }
    }

    @Override
    public void close() {
        open.forEach(Flow.Subscription::cancel);
    }

    private final class Reader implements Flow.Subscriber<String> {
        private final int number;
        private final Lines lines;

        Reader(int number, Lines lines) {
            this.number = number;
            this.lines = lines;
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            open.add(subscription);
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(String line) {
            byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
            lines.line(number, bytes, 0, bytes.length, System.nanoTime());
        }

        @Override
        public void onError(Throwable failure) {
            // What it has missed is counted.
        }

        @Override
        public void onComplete() {
            // As above.
        }
    }
}
