package com.andejia.crm.systemtests.deployment;

import java.util.Comparator;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** The gateway gives each service what it serves, and leaves streams alone. */
final class RouteRule implements Rule {
    @Override
    public Stream<String> complaints(Manifests manifests) {
        return Stream.concat(
                new RouteRouting(manifests.get("HTTPRoute", "crm")).complaints(),
                Trees.items(manifests.get("HTTPRoute", "crm").at("/spec/rules"))
                        .flatMap(rule -> Trees.items(rule.path("backendRefs")))
                        .filter(it -> ServiceFacts.BOTH.stream()
                                .noneMatch(service -> service.name()
                                                .equals(it.path("name").asString(""))
                                        && service.port() == it.path("port").asInt(0)))
                        .map(it -> "nobody listens at " + it));
    }

    /** As Gateway API says: exact paths first, then the longest prefix of whole elements. */
    private record RouteRouting(JsonNode route) implements Routing {
        private record Candidate(JsonNode rule, boolean exact, String path) {
            boolean matches(String asked) {
                String folder = path.endsWith("/") ? path : path + "/";
                return asked.equals(path) || (!exact && asked.startsWith(folder));
            }
        }

        private JsonNode ruleFor(String path) {
            return Trees.items(route.at("/spec/rules"))
                    .flatMap(rule -> Trees.items(rule.path("matches")).map(it -> candidate(rule, it.path("path"))))
                    .filter(it -> it.matches(path))
                    .max(Comparator.comparing(Candidate::exact)
                            .thenComparing(it -> it.path().length()))
                    .map(Candidate::rule)
                    .orElse(route.path("nothing"));
        }

        private static Candidate candidate(JsonNode rule, JsonNode path) {
            return new Candidate(
                    rule,
                    "Exact".equals(path.path("type").asString("")),
                    path.path("value").asString(""));
        }

        @Override
        public String serviceOf(String path) {
            return ruleFor(path).at("/backendRefs/0/name").asString("nobody");
        }

        @Override
        public boolean streams(String path) {
            return "0s".equals(ruleFor(path).at("/timeouts/request").asString(""));
        }
    }
}
