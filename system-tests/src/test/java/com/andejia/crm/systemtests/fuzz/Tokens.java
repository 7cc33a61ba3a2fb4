package com.andejia.crm.systemtests.fuzz;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whose requests they are: an admin's, those of employees entered for this only, and nobody's. */
final class Tokens {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String NOBODY = "";

    private Tokens() {}

    static List<String> at(URI customerService) {
        String admin = signIn(customerService, "admin", "crm-local-admin");
        Stream<String> employees = KnownValues.STAFF.stream().map(id -> {
            send(
                    customerService,
                    "PUT",
                    "/api/staff/" + id,
                    Map.of("name", id, "roles", List.of("employee"), "password", KnownValues.PASSWORD),
                    Map.of("Authorization", "Bearer " + admin));
            return signIn(customerService, id, KnownValues.PASSWORD);
        });
        return Stream.concat(Stream.of(admin, admin, admin, admin, NOBODY), employees)
                .toList();
    }

    private static String signIn(URI service, String username, String password) {
        return send(service, "POST", "/api/auth/login", Map.of("username", username, "password", password), Map.of())
                .at("/data/token")
                .asString();
    }

    private static JsonNode send(
            URI service, String method, String path, Map<String, ?> body, Map<String, String> headers) {
        String bytes =
                new String(JSON.writeValueAsString(body).getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        List<Map.Entry<String, String>> all = Stream.concat(
                        Stream.of(Map.entry("Content-Type", "application/json")), headers.entrySet().stream())
                .toList();
        Answer answer = Wire.send(new Request(service, method, path, all, bytes));
        if (answer.status() != 200) {
            throw new IllegalStateException(path + " answered " + answer);
        }
        return JSON.readTree(answer.body());
    }
}
