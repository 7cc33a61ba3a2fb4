package com.andejia.crm.systemtests.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The environment variables that mean something to a service: for what its {@code application.yaml} has, and for what the libraries in
 * its jar say that they have.
 */
final class KnownSettings {
    private static final String METADATA = "META-INF/spring-configuration-metadata.json";

    private final Set<String> variables = new HashSet<>();
    private final List<String> beginnings = new ArrayList<>();

    static KnownSettings of(Path jar, Set<String> ownProperties, Set<String> placeholders) {
        var known = new KnownSettings();
        ownProperties.forEach(known::add);
        known.variables.addAll(placeholders);
        metadata(jar).forEach(known::addAll);
        return known;
    }

    boolean include(String variable) {
        return variables.contains(variable) || beginnings.stream().anyMatch(variable::startsWith);
    }

    /** As Spring Boot binds them: without dashes, or as it used to, with underscores for them. */
    private void add(String property) {
        String upper = property.toUpperCase(Locale.ROOT).replace('.', '_');
        variables.add(upper.replace("-", ""));
        variables.add(upper.replace('-', '_'));
    }

    private void addAll(JsonNode metadata) {
        Trees.items(metadata.path("properties"))
                .filter(it -> !"error".equals(it.at("/deprecation/level").asString("")))
                .forEach(it -> {
                    String name = it.path("name").asString("");
                    add(name);
                    if (it.path("type").asString("").startsWith("java.util.Map")) {
                        String upper = name.toUpperCase(Locale.ROOT).replace('.', '_');
                        beginnings.add(upper.replace("-", "") + "_");
                        beginnings.add(upper.replace('-', '_') + "_");
                    }
                });
    }

    private static List<JsonNode> metadata(Path jar) {
        try (var outer = new JarFile(jar.toFile())) {
            List<JsonNode> found = new ArrayList<>();
            for (JarEntry library : Collections.list(outer.entries())) {
                if (library.getName().startsWith("BOOT-INF/lib/spring-boot-")) {
                    try (var inner = new JarInputStream(outer.getInputStream(library))) {
                        addMetadata(inner, found);
                    }
                }
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(jar + " is not packaged yet", e);
        }
    }

    private static void addMetadata(JarInputStream library, List<JsonNode> found) throws IOException {
        for (JarEntry entry = library.getNextJarEntry(); entry != null; entry = library.getNextJarEntry()) {
            if (METADATA.equals(entry.getName())) {
                found.add(JsonMapper.shared().readTree(library.readAllBytes()));
            }
        }
    }
}
