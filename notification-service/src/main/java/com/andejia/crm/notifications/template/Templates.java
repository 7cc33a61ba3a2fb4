package com.andejia.crm.notifications.template;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.json.JsonMapper;

/** The shipped templates by notification type. */
@Component
public class Templates {
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
}
