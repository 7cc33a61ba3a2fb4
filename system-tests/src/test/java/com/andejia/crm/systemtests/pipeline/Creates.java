package com.andejia.crm.systemtests.pipeline;

import com.andejia.crm.systemtests.Leads;
import com.andejia.crm.systemtests.crowd.NumberedText;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Enters numbered customers over REST, and does not wait for the answers as long as not too many of them are outstanding. */
final class Creates {
    /** How the number is found in what the owner is shown. */
    static final NumberedText NAME = new NumberedText("customerName", "pipeline");

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int MOST_OUTSTANDING = 256;
    private static final int CREATED = 201;
    private static final int BUSY = 503;

    /** Soon enough to count as late only, and not so soon that it is what keeps the service busy. */
    private static final Executor LATER = CompletableFuture.delayedExecutor(200, TimeUnit.MILLISECONDS);

    private final HttpClient client;
    private final URI customers;
    private final String token;
    private final Semaphore room = new Semaphore(MOST_OUTSTANDING);
    private volatile @Nullable Throwable trouble;
    private int count;

    /** @param token of who enters them */
    Creates(HttpClient client, URI service, String token) {
        this.client = client;
        this.customers = service.resolve("/api/customers");
        this.token = token;
    }

    /** How many there are so far, hence the number of the next one. */
    int count() {
        return count;
    }

    /**
     * The next one, given to the owner whose turn it is. Waits for a place among those that are outstanding, not for the answer. A service that
     * is too busy is asked again: that is late, and not lost.
     */
    void send(Runnable onAnswer) {
        room.acquireUninterruptibly();
        requireAllIsWell();
        Map<String, Object> lead = Leads.forOwner(Owners.ownerOf(count));
        lead.put("name", NAME.of(count));
        count++;
        HttpRequest request = HttpRequest.newBuilder(customers)
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", NAME.of(count - 1))
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(lead)))
                .build();
        ask(request, onAnswer);
    }

    private void ask(HttpRequest request, Runnable onAnswer) {
        Future<?> unused = client.sendAsync(request, BodyHandlers.ofString()).whenComplete((answer, failure) -> {
            if (failure == null && answer.statusCode() == BUSY) {
                LATER.execute(() -> ask(request, onAnswer));
            } else {
                answered(answer, failure, onAnswer);
            }
        });
    }

    private void answered(HttpResponse<String> answer, @Nullable Throwable failure, Runnable onAnswer) {
        if (failure != null) {
            trouble = failure;
        } else if (answer.statusCode() != CREATED) {
            trouble = new IllegalStateException(answer + ": " + answer.body());
        } else {
            onAnswer.run();
        }
        room.release();
    }

    /** Returns when all are answered, and as they should be. */
    void awaitAnswers() {
        room.acquireUninterruptibly(MOST_OUTSTANDING);
        room.release(MOST_OUTSTANDING);
        requireAllIsWell();
    }

    private void requireAllIsWell() {
        Throwable known = trouble;
        if (known != null) {
            throw new IllegalStateException("a customer was not entered", known);
        }
    }
}
