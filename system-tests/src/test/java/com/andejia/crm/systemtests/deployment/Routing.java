package com.andejia.crm.systemtests.deployment;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Where a gateway sends what is asked for. */
interface Routing {
    /** The service that gets the path. */
    String serviceOf(String path);

    /** Whether an answer may take hours, and arrives as it comes. */
    boolean streams(String path);

    /** What would go astray of all that the services serve, by their documents, and of the pages and streams of notification-service. */
    default Stream<String> complaints() {
        JsonNode paths = JsonMapper.shared()
                .readTree(Trees.text(Path.of("../docs/openapi/customer-service.json")))
                .path("paths");
        Stream<String> ofCustomers = paths.properties().stream()
                .flatMap(it -> complaints("customer-service", concrete(it.getKey()), isStream(it)));
        Stream<String> ofNotifications = Stream.concat(
                Stream.of(
                                "/",
                                "/console/console.js",
                                "/console/settings",
                                "/notification-bell/notification-bell.js",
                                "/api/notifications",
                                "/api/notification-templates",
                                "/api/announcements",
                                "/api/ops/dead-letters")
                        .flatMap(it -> complaints("notification-service", it, false)),
                Stream.of("/api/notifications/stream", "/api/ops/replays/1/events")
                        .flatMap(it -> complaints("notification-service", it, true)));
        return Stream.concat(ofCustomers, ofNotifications);
    }

    private Stream<String> complaints(String service, String path, boolean stream) {
        if (!serviceOf(path).equals(service)) {
            return Stream.of(path + " goes to " + serviceOf(path));
        }
        return stream && !streams(path) ? Stream.of(path + " is cut off") : Stream.empty();
    }

    private static String concrete(String template) {
        return template.replaceAll("\\{[^}]*}", "1");
    }

    private static boolean isStream(Map.Entry<String, JsonNode> path) {
        return path.getValue().toString().contains("text/event-stream");
    }
}
