package com.andejia.crm.notifications.template;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.json.JsonMapper;

/** The shipped templates by notification type. */
@Component
public class Templates {
    private static final String SUMMARY = "_SUMMARY";

    private final Map<String, Template> byType = new TreeMap<>();

    Templates(JsonMapper json) {
        try (InputStream file = new ClassPathResource("templates/zh-CN.yaml").getInputStream()) {
            Map<String, Object> entries = new Yaml().load(file);
            entries.forEach((type, entry) -> byType.put(type, json.convertValue(entry, Template.class)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The template of the type.
     *
     * @throws IllegalStateException if it has none: its scenario was added without a text
     */
    public Template require(String type) {
        Template template = byType.get(type);
        if (template == null) {
            throw new IllegalStateException("notification type " + type + " has no entry in templates/zh-CN.yaml");
        }
        return template;
    }

    /** All types that have a template, digests among them. */
    public Set<String> types() {
        return Collections.unmodifiableSet(byType.keySet());
    }

    /** The type of a digest of notifications of that type; empty if they never become one. */
    public Optional<String> digestOf(String type) {
        return Optional.of(type + SUMMARY).filter(byType::containsKey);
    }

    /** Whether it is the type of a digest: the summary of something that can also stand alone. */
    public boolean isDigest(String type) {
        return type.endsWith(SUMMARY) && byType.containsKey(type.substring(0, type.length() - SUMMARY.length()));
    }
}
