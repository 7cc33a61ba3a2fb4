package com.andejia.crm.systemtests.pipeline;

import com.andejia.crm.systemtests.measuring.ClosedLoop;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/**
 * What the parts can do when that is all they have to do, a second.
 *
 * @param answers of customer-service to a request that asks the database nothing, with the client of the creates
 * @param inserts of single customers
 * @param batched notifications, inserted in batches
 * @param records acknowledged by the broker to one producer
 */
record RawLimits(double answers, double inserts, double batched, double records) {
    private static final int CLIENTS = 64;
    private static final int OK = 200;

    /** Ends the services in between: broker and database are to have nothing else to do. */
    static RawLimits measure(Pipeline pipeline, HttpClient client, double seconds) {
        double answers = answers(client, pipeline.customers().resolve("/.well-known/jwks.json"), seconds);
        pipeline.stopServices();
        try (RawStore store = new RawStore(pipeline.servers().mongoUri(""))) {
            return new RawLimits(
                    answers,
                    store.insertsPerSecond(seconds),
                    store.batchedPerSecond(seconds),
                    RawBroker.recordsPerSecond(pipeline.servers().bootstrapServers(), seconds));
        }
    }

    private static double answers(HttpClient client, URI trivial, double seconds) {
        HttpRequest request = HttpRequest.newBuilder(trivial).build();
        return ClosedLoop.perSecond(CLIENTS, seconds, () -> {
            try {
                HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
                if (answer.statusCode() != OK) {
                    throw new IllegalStateException(answer + ": " + answer.body());
                }
                return 1;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        });
    }
}
