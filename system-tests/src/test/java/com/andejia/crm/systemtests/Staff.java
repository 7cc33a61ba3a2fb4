package com.andejia.crm.systemtests;

import com.andejia.crm.localstack.EventStreamClient;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A member of staff at their screen: everything goes over HTTP, with their own token. */
public final class Staff {
    private static final JsonMapper JSON = JsonMapper.shared();
    /** As long as a batch may take that shares two cores with services that start. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private final Services system;
    private final String token;

    record Reply(int status, JsonNode body) {}

    private Staff(Services system, String token) {
        this.system = system;
        this.token = token;
    }

    public static Staff signIn(Services system, String username) {
        Reply reply = send(HttpRequest.newBuilder(system.customers().resolve("/api/auth/login"))
                .header("Content-Type", "application/json")
                .POST(json(Map.of("username", username, "password", "crm-local-" + username))));
        return new Staff(system, reply.body().at("/data/token").asString());
    }

    /** As an admin: somebody new, who is signed in at once. */
    public Staff hire(String id, String name) {
        Reply reply = put(
                "/api/staff/" + id, Map.of("name", name, "roles", List.of("employee"), "password", "crm-local-" + id));
        if (reply.status() != 200) {
            throw new AssertionError(reply.toString());
        }
        return signIn(system, id);
    }

    /** For whoever is to be this person, such as a browser. */
    public String token() {
        return token;
    }

    Reply createCustomer(Map<String, ?> customer) {
        return createCustomer(system.customers(), customer);
    }

    /** On that replica. */
    Reply createCustomer(URI replica, Map<String, ?> customer) {
        return send(request(replica.resolve("/api/customers")).POST(json(customer)));
    }

    /** The same as often as it is sent with that key. */
    Reply createCustomer(Map<String, ?> customer, String idempotencyKey) {
        return send(request(system.customers().resolve("/api/customers"))
                .header("Idempotency-Key", idempotencyKey)
                .POST(json(customer)));
    }

    Reply assign(String customerId, String to) {
        return send(request(system.customers().resolve("/api/customers/" + customerId + "/assign"))
                .method("PATCH", json(Map.of("assignedTo", to, "assignmentReason", "离客户近"))));
    }

    Reply post(String path, Object body) {
        return send(request(system.customers().resolve(path)).POST(json(body)));
    }

    Reply patch(String path, Object body) {
        return send(request(system.customers().resolve(path)).method("PATCH", json(body)));
    }

    Reply put(String path, Object body) {
        return send(request(system.customers().resolve(path)).PUT(json(body)));
    }

    Reply get(String path) {
        return send(request(system.customers().resolve(path)).GET());
    }

    Reply erase(String customerId) {
        return send(request(system.customers().resolve("/api/customers/" + customerId))
                .DELETE());
    }

    Reply customers(String query) {
        return send(
                request(system.customers().resolve("/api/customers?" + query)).GET());
    }

    /** What somebody who is not signed in sends from the agency's website. */
    static Reply websiteLead(Services system, Map<String, ?> lead) {
        return send(HttpRequest.newBuilder(system.customers().resolve("/api/customers/website-lead"))
                .header("Content-Type", "application/json")
                .POST(json(lead)));
    }

    Reply importCustomers(String csv) {
        String boundary = "the-boundary";
        String form =
                "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\n%s\r\n--%s--\r\n"
                        .formatted(boundary, csv, boundary);
        return send(request(system.customers().resolve("/api/customers/import"))
                .setHeader("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(HttpRequest.BodyPublishers.ofString(form)));
    }

    Reply announce(Map<String, ?> announcement) {
        return send(
                request(system.notifications().resolve("/api/announcements")).POST(json(announcement)));
    }

    /** As an admin: what those on watch look at. */
    Reply ops(String path) {
        return send(request(system.notifications().resolve("/api/ops/" + path)).GET());
    }

    /** As an admin: what those on watch do. */
    Reply ops(String path, Object body) {
        return send(request(system.notifications().resolve("/api/ops/" + path)).POST(json(body)));
    }

    JsonNode operation(String id) {
        return get("/api/operations/" + id).body().at("/data");
    }

    /** How many customers there are whose name begins so. */
    int customersNamed(String name) {
        return get("/api/customers?name=" + URLEncoder.encode(name, StandardCharsets.UTF_8))
                .body()
                .at("/data/total")
                .asInt();
    }

    JsonNode notifications() {
        return notifications("?page=1&pageSize=5").body().at("/data/items");
    }

    /** What is asked for is behind the path that they all have. */
    Reply notifications(String what) {
        return send(request(system.notifications().resolve("/api/notifications" + what))
                .GET());
    }

    /** Those about one customer, of one type. */
    Stream<JsonNode> notificationsOf(String type, String customerName) {
        return notifications()
                .valueStream()
                .filter(it -> it.at("/type").asString().equals(type))
                .filter(it -> it.at("/data/customerName").asString().equals(customerName));
    }

    /** From now on everything by itself, however much comes at once. */
    public Staff oneByOne() {
        prefer(Map.of("digestBursts", false));
        return this;
    }

    void prefer(Map<String, ?> preferences) {
        succeed(request(system.notifications().resolve("/api/notifications/preferences"))
                .PUT(json(preferences)));
    }

    void snooze(String notificationId, Instant until) {
        succeed(request(system.notifications().resolve("/api/notifications/" + notificationId + "/snooze"))
                .POST(json(Map.of("until", until.toString()))));
    }

    /** How many of one type screens have shown, and are known to have. */
    int displayed(String type) {
        return succeed(request(system.notifications().resolve("/api/notifications/statistics")))
                .body()
                .at("/data/types/" + type + "/displayed")
                .asInt(0);
    }

    private static Reply succeed(HttpRequest.Builder request) {
        Reply reply = send(request);
        if (reply.status() != 200) {
            throw new AssertionError(reply.toString());
        }
        return reply;
    }

    int unread() {
        return notifications("/unread-count").body().at("/data/count").asInt();
    }

    EventStreamClient stream() {
        return open();
    }

    /** The stream of a browser that comes back. */
    EventStreamClient streamAfter(String lastEventId) {
        return open("Last-Event-ID", lastEventId);
    }

    private EventStreamClient open(String... headers) {
        List<String> all = new ArrayList<>(List.of(headers));
        all.addAll(List.of("Authorization", "Bearer " + token));
        try {
            return EventStreamClient.open(
                    system.notifications().resolve("/api/notifications/stream"), all.toArray(String[]::new));
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private HttpRequest.Builder request(URI uri) {
        return HttpRequest.newBuilder(uri)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json");
    }

    private static HttpRequest.BodyPublisher json(Object body) {
        return HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body));
    }

    private static Reply send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response =
                    HTTP.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
            return new Reply(response.statusCode(), JSON.readTree(response.body()));
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
