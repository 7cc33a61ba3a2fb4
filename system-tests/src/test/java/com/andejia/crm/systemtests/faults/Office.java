package com.andejia.crm.systemtests.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Those who work at the agency, signed in: the admin who enters customers, a manager, and employees who own them. */
final class Office {
    static final String ADMIN = "admin";
    static final String MANAGER = "manager";

    private final List<String> employees;
    private final Map<String, String> tokens = new LinkedHashMap<>();

    private Office(URI customers, URI notifications, int size) throws IOException {
        employees = IntStream.rangeClosed(1, size).mapToObj("e%02d"::formatted).toList();
        signIn(customers, ADMIN);
        signIn(customers, MANAGER);
        for (String employee : employees) {
            hire(customers, employee);
            signIn(customers, employee);
        }
        getOneByOne(notifications, MANAGER);
        for (int i = 0; i < size; i += 2) {
            getOneByOne(notifications, employees.get(i));
        }
    }

    /** Half of the employees, and the manager, get everything by itself; the others' bursts become digests, as by default. */
    static Office open(URI customers, URI notifications, int employees) {
        try {
            return new Office(customers, notifications, employees);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> employees() {
        return employees;
    }

    /** Everybody who is ever told anything; the admin does all the entering, and nobody is told of what they did. */
    List<String> audience() {
        return tokens.keySet().stream().filter(person -> !person.equals(ADMIN)).toList();
    }

    String token(String person) {
        return tokens.get(person);
    }

    private void hire(URI customers, String employee) throws IOException {
        Map<String, Object> member =
                Map.of("name", employee, "roles", List.of("employee"), "password", password(employee));
        ok(Http.to(customers, "/api/staff/" + employee, token(ADMIN)).PUT(Http.json(member)));
    }

    private void getOneByOne(URI notifications, String person) throws IOException {
        ok(Http.to(notifications, "/api/notifications/preferences", token(person))
                .PUT(Http.json(Map.of("digestBursts", false))));
    }

    private void signIn(URI customers, String person) throws IOException {
        Map<String, String> credentials = Map.of("username", person, "password", password(person));
        Http.Reply reply = ok(Http.to(customers, "/api/auth/login").POST(Http.json(credentials)));
        tokens.put(person, reply.body().at("/data/token").asString());
    }

    private static Http.Reply ok(HttpRequest.Builder request) throws IOException {
        Http.Reply reply = Http.send(request);
        if (reply.status() != 200) {
            throw new IOException("The office does not open: " + reply);
        }
        return reply;
    }

    private static String password(String person) {
        return "crm-local-" + person;
    }
}
