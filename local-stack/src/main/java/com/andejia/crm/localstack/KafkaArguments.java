package com.andejia.crm.localstack;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A {@link KafkaNode} as the arguments of a process, there and back. */
final class KafkaArguments {
    private static final String USAGE = """
            Usage: --data=DIRECTORY --port=PORT
              [--listener=NAME:PORT:ADVERTISED_PORT]... [--inter-broker=NAME]
              [--node=ID --cluster=UUID --voters=ID@localhost:PORT,... --replicas=N]
              [--roles=broker|controller|broker,controller] [--controller-port=PORT] [--security=DIRECTORY]
            A controller alone has no --port; who has --voters has a --cluster, too.""";

    private final Map<String, List<String>> given = new HashMap<>();

    private KafkaArguments(String... arguments) {
        for (String argument : arguments) {
            String[] parts = argument.split("=", 2);
            if (parts.length < 2) {
                throw new IllegalArgumentException(argument + "?");
            }
            given.computeIfAbsent(parts[0], name -> new ArrayList<>()).add(parts[1]);
        }
    }

    static List<String> of(KafkaNode node) {
        List<String> arguments = new ArrayList<>();
        arguments.add("--data=" + node.data());
        arguments.add("--node=" + node.id());
        arguments.add(
                "--roles=" + node.roles().stream().map(KafkaNode.Role::wireName).collect(Collectors.joining(",")));
        if (node.is(KafkaNode.Role.BROKER)) {
            arguments.add("--port=" + node.port());
            arguments.add("--inter-broker=" + node.interBroker());
        }
        if (node.is(KafkaNode.Role.CONTROLLER)) {
            arguments.add("--controller-port=" + node.controllerPort());
        }
        node.listeners()
                .forEach(one ->
                        arguments.add("--listener=%s:%d:%d".formatted(one.name(), one.port(), one.advertisedPort())));
        arguments.add("--cluster=" + node.cluster().id());
        arguments.add("--voters=" + node.cluster().voters());
        arguments.add("--replicas=" + node.cluster().replicas());
        KafkaSecurity security = node.cluster().security();
        if (security != null) {
            arguments.add("--security=" + security.dir());
        }
        return arguments;
    }

    /** @throws IllegalArgumentException saying what is wrong, and what would be right */
    static KafkaNode parse(String... arguments) {
        try {
            return new KafkaArguments(arguments).node();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(e.getMessage() + System.lineSeparator() + USAGE, e);
        }
    }

    private KafkaNode node() {
        Set<KafkaNode.Role> roles = Arrays.stream(
                        last("--roles", "broker,controller").split(",", -1))
                .map(KafkaArguments::role)
                .collect(Collectors.toSet());
        boolean broker = roles.contains(KafkaNode.Role.BROKER);
        String voters = last("--voters", "");
        String security = last("--security", "");
        KafkaNode node = new KafkaNode(
                number("--node", last("--node", "1")),
                Path.of(last("--data", null)),
                roles,
                broker ? number("--port", last("--port", null)) : 0,
                number("--controller-port", last("--controller-port", "0")),
                all("--listener").stream().map(KafkaArguments::listener).toList(),
                last("--inter-broker", KafkaNode.CLIENTS),
                new KafkaCluster(
                        last("--cluster", voters.isEmpty() ? KafkaCluster.anyId() : null),
                        voters,
                        number("--replicas", last("--replicas", "1")),
                        security.isEmpty() ? null : new KafkaSecurity(Path.of(security))));
        if (!given.isEmpty()) {
            throw new IllegalArgumentException(String.join(", ", given.keySet()) + "?");
        }
        return node;
    }

    private List<String> all(String name) {
        List<String> values = given.remove(name);
        return values == null ? List.of() : values;
    }

    private String last(String name, @Nullable String usual) {
        List<String> values = all(name);
        String value = values.isEmpty() ? usual : values.get(values.size() - 1);
        if (value == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return value;
    }

    private static KafkaNode.Role role(String name) {
        return Arrays.stream(KafkaNode.Role.values())
                .filter(role -> role.wireName().equals(name.toLowerCase(Locale.ROOT)))
                .findAny()
                .orElseThrow(() -> new IllegalArgumentException("\"%s\" is no role".formatted(name)));
    }

    private static KafkaNode.Listener listener(String text) {
        String[] parts = text.split(":", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException("\"%s\" is no listener".formatted(text));
        }
        return new KafkaNode.Listener(parts[0], number("--listener", parts[1]), number("--listener", parts[2]));
    }

    private static int number(String name, String text) {
        if (!text.matches("[0-9]{1,9}")) {
            throw new IllegalArgumentException("%s wants a number, not \"%s\"".formatted(name, text));
        }
        return Integer.parseInt(text);
    }
}
