package com.andejia.crm.systemtests.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.andejia.crm.systemtests.RunningSystem;
import com.andejia.crm.systemtests.fuzz.ApiDocument.Operation;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sends each operation of both services many requests, and looks at every answer. */
final class Fuzzing {
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final Pattern CHINESE = Pattern.compile("\\p{IsHan}");
    private static final String KEYS = "/.well-known/jwks.json";
    private static final Set<String> STREAMS = Set.of("/api/notifications/stream", "/api/operations/{id}/events");
    private static final Set<String> DOWNLOADS =
            Set.of("/api/customers/import/template", "/api/operations/{id}/errors");

    private final RunningSystem system;
    private final long seed;
    private final List<Operation> operations;
    private final KnownValues known;
    private final RequestGenerator generator;
    private final List<String> complaints = new ArrayList<>();
    private final Map<String, Map<String, Integer>> statuses = new TreeMap<>();

    private Fuzzing(RunningSystem system, long seed) {
        Random random = new Random(seed);
        this.system = system;
        this.seed = seed;
        operations = Stream.of(system.customers(), system.notifications())
                .flatMap(it -> ApiDocument.operationsOf(it).stream())
                .toList();
        known = new KnownValues(random);
        generator = new RequestGenerator(random, known, Tokens.at(system.customers()));
    }

    /** The same seed makes the same requests, but for the ids in them, which the services choose. */
    static Fuzzing of(RunningSystem system, long seed) {
        return new Fuzzing(system, seed);
    }

    /** The operations in turn, so that what one makes the others find. */
    void run(int requestsPerOperation) {
        for (int i = 0; i < requestsPerOperation; i++) {
            operations.forEach(this::attempt);
        }
        System.out.printf(
                "%d requests to each of %d operations, seed %d%n", requestsPerOperation, operations.size(), seed);
        statuses.forEach((operation, counts) -> System.out.println("  " + operation + " " + counts));

        assertThat(complaints).as("answers to requests of -Dfuzz.seed=%d", seed).isEmpty();
        assertThat(system.customerService().isReady()).isTrue();
        assertThat(system.notificationService().isReady()).isTrue();
        assertThat(Stream.concat(system.log("customer-service"), system.log("notification-service")))
                .as("stack traces after requests of -Dfuzz.seed=%d", seed)
                .noneMatch(line -> line.startsWith("\tat "));
    }

    /** Those that refused everything: of them, only the refusals have been tested. */
    List<String> closedOperations() {
        return statuses.entrySet().stream()
                .filter(it -> it.getValue().keySet().stream().noneMatch(status -> status.matches("20[0-9]")))
                .map(Map.Entry::getKey)
                .toList();
    }

    private void attempt(Operation operation) {
        Request request = generator.next(operation);
        try {
            Answer answer = Wire.send(request);
            String status = answer.status() + (answer.body().isEmpty() ? " (empty)" : "");
            statuses.computeIfAbsent(operation.toString(), key -> new TreeMap<>())
                    .merge(status, 1, Integer::sum);
            complaint(operation, request, answer)
                    .ifPresent(it -> complaints.add("%s: %d, %s%n%s%n%s"
                            .formatted(operation, answer.status(), it, beginning(answer), request.curl())));
        } catch (UncheckedIOException e) {
            complaints.add("%s: no answer, %s%n%s".formatted(operation, e.getMessage(), request.curl()));
        }
    }

    private Optional<String> complaint(Operation operation, Request request, Answer answer) {
        if (answer.status() >= 500) {
            return Optional.of("which is never the client's doing");
        }
        if (answer.took().compareTo(LONGEST) > 0) {
            return Optional.of("after " + answer.took());
        }
        if (answer.body().isEmpty()) {
            return Optional.empty();
        }
        if (answer.contentType().equals("text/event-stream")) {
            known.learnEvents(answer.body());
            return STREAMS.contains(operation.path()) ? Optional.empty() : Optional.of("a stream");
        }
        if (answer.status() == 200
                && answer.headers().getOrDefault("content-disposition", "").startsWith("attachment")) {
            return DOWNLOADS.contains(operation.path()) ? Optional.empty() : Optional.of("a file");
        }
        try {
            JsonNode json = JsonMapper.shared().readTree(answer.body());
            return answer.status() < 300 ? accepted(operation, request, answer, json) : refused(answer, json);
        } catch (JacksonException e) {
            return Optional.of("which is no JSON");
        }
    }

    private Optional<String> accepted(Operation operation, Request request, Answer answer, JsonNode json) {
        boolean isKeys = request.target().startsWith(KEYS);
        known.learn(operation.path(), json);
        if (!answer.contentType().equals("application/json")) {
            return Optional.of("as " + answer.contentType());
        }
        return isKeys || json.at("/success").asBoolean(false) ? Optional.empty() : Optional.of("without success");
    }

    private static Optional<String> refused(Answer answer, JsonNode json) {
        boolean isProblem = answer.contentType().equals("application/problem+json")
                && !json.at("/success").asBoolean(true)
                && CHINESE.matcher(json.at("/message").asString("")).find();
        return isProblem ? Optional.empty() : Optional.of("which is no problem with a Chinese message");
    }

    private static String beginning(Answer answer) {
        return answer.body().substring(0, Math.min(500, answer.body().length()));
    }
}
