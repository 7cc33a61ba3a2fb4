package com.andejia.crm.localstack;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What most requests to both services are, a few hundred times: customers are entered, some change hands, people look on and read. */
final class UsualDay {
    private static final List<String> OWNERS = List.of("alice", "bob");
    private static final int CUSTOMERS_EACH = 150;
    private static final int STREAMS_EACH = 250;
    private static final int READ_EVERY = 10;
    private static final int MISSED = 5;
    private static final int SCREENS = 4;
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    private final URI customers;
    private final URI notifications;

    UsualDay(URI customers, URI notifications) {
        this.customers = customers;
        this.notifications = notifications;
    }

    /** @throws IllegalStateException if an answer is not what it has to be; the message has both */
    void pass() {
        String admin = token("admin");
        AtOnce.forEach(OWNERS, owner -> {
            String token = token(owner);
            List<String> told;
            try (EventStreamClient screen = stream(token)) {
                requireSuccess(screen.response());
                for (int i = 0; i < CUSTOMERS_EACH; i++) {
                    enter(admin, owner, i);
                }
                told = awaitTold(owner, screen);
            }
            comeAndGo(token, told);
        });
    }

    /** Of enough to have missed some of it; it comes a little later than the answers. */
    private static List<String> awaitTold(String owner, EventStreamClient screen) {
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        List<String> told = ids(screen);
        while (told.size() < MISSED) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        "%s owns %d new customers and was told of %d".formatted(owner, CUSTOMERS_EACH, told.size()));
            }
            pause();
            told = ids(screen);
        }
        return told;
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN_LOOKS.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    private static List<String> ids(EventStreamClient screen) {
        return screen.events().stream()
                .map(EventStreamClient.Event::id)
                .filter(id -> !id.isEmpty())
                .toList();
    }

    private void enter(String admin, String owner, int number) {
        String phone = "13%d%08d".formatted(OWNERS.indexOf(owner), number);
        String entered = ask(admin, "POST", customers.resolve("/api/customers"), """
                {"name":"排练客户%d","phone":"%s","leadSource":"美团","leadLevel":"A类","serviceCategory":"住家保姆",\
                "contractStatus":"待定","assignedTo":"%s"}""".formatted(number, phone, owner));
        if (number % READ_EVERY == 0) {
            URI customer = customers.resolve("/api/customers/" + text(entered, "customerId"));
            ask(admin, "PATCH", URI.create(customer + "/assign"), """
                    {"assignedTo":"%s","assignmentReason":"排练"}""".formatted(other(owner)));
            ask(admin, "GET", customer, "");
            ask(admin, "GET", customers.resolve("/api/customers"), "");
        }
    }

    private static String other(String owner) {
        return OWNERS.get((OWNERS.indexOf(owner) + 1) % OWNERS.size());
    }

    /** As whoever turns pages does, and whoever has lost the connection: there is something to catch up on. */
    private void comeAndGo(String token, List<String> told) {
        String seen = told.get(told.size() - MISSED);
        Deque<EventStreamClient> open = new ArrayDeque<>();
        for (int i = 0; i < STREAMS_EACH; i++) {
            if (open.size() == SCREENS) {
                open.remove().close();
            }
            EventStreamClient again = stream(token, "Last-Event-ID", seen);
            open.add(again);
            requireSuccess(again.response());
            if (i % READ_EVERY == 0) {
                ask(token, "GET", notifications.resolve("/api/notifications?page=1&pageSize=20"), "");
                ask(token, "GET", notifications.resolve("/api/notifications/unread-count"), "");
            }
        }
        ask(token, "PUT", notifications.resolve("/api/notifications/mark-all-read"), "{}");
        open.forEach(EventStreamClient::close);
    }

    private EventStreamClient stream(String token, String... more) {
        try {
            return EventStreamClient.open(
                    notifications.resolve("/api/notifications/stream"),
                    Stream.concat(Stream.of("Authorization", "Bearer " + token), Stream.of(more))
                            .toArray(String[]::new));
        } catch (IOException e) {
            throw new IllegalStateException("No stream", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    private String token(String person) {
        return text(ask("", "POST", customers.resolve("/api/auth/login"), """
                        {"username":"%1$s","password":"crm-local-%1$s"}""".formatted(person)), "token");
    }

    private String ask(String token, String method, URI uri, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
            requireSuccess(response);
            return response.body();
        } catch (IOException e) {
            throw new IllegalStateException("No answer to %s %s".formatted(method, uri), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    private static void requireSuccess(HttpResponse<?> response) {
        if (response.statusCode() / 100 != 2) {
            throw new IllegalStateException(String.format(
                    Locale.ROOT,
                    "%s %s: %d %s",
                    response.request().method(),
                    response.uri(),
                    response.statusCode(),
                    response.body()));
        }
    }

    /** The first one of that name. */
    private static String text(String json, String field) {
        Matcher matcher =
                Pattern.compile("\"" + field + "\"\\s*:\\s*\"([^\"]*)\"").matcher(json);
        if (!matcher.find()) {
            throw new IllegalStateException("No " + field + " in " + json);
        }
        return matcher.group(1);
    }
}
