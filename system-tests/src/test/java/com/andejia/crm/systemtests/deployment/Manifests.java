package com.andejia.crm.systemtests.deployment;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Resources of Kubernetes, as they would be applied. */
record Manifests(List<ObjectNode> resources) {
    static Manifests parse(String yaml) {
        return new Manifests(Trees.parse(yaml));
    }

    Stream<ObjectNode> of(String kind) {
        return resources.stream().filter(it -> kind.equals(it.path("kind").asString("")));
    }

    /** That of a name, or an empty one, of which everything can be said to be missing. */
    JsonNode get(String kind, String name) {
        return of(kind).filter(it -> name.equals(nameOf(it)))
                .findFirst()
                .<JsonNode>map(it -> it)
                .orElseGet(() -> resources.get(0).objectNode());
    }

    static String nameOf(JsonNode resource) {
        return resource.at("/metadata/name").asString("");
    }

    static String titleOf(JsonNode resource) {
        return resource.path("kind").asString("?") + " " + nameOf(resource);
    }

    /** The same but for one value of all resources of that kind whose name begins like that. */
    Manifests with(String kind, String name, String pointer, Object value) {
        List<ObjectNode> changed = new ArrayList<>();
        for (ObjectNode it : resources) {
            boolean meant =
                    kind.equals(it.path("kind").asString("")) && nameOf(it).startsWith(name);
            changed.add(meant ? Trees.with(it, pointer, value) : it);
        }
        return new Manifests(changed);
    }

    Manifests without(String kind) {
        return new Manifests(resources.stream()
                .filter(it -> !kind.equals(it.path("kind").asString("")))
                .toList());
    }
}
