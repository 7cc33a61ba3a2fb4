package com.andejia.crm.notifications.template;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.core.io.ClassPathResource;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.json.JsonMapper;

/** The texts that the service comes with: one file per language, the first of which has them all. */
final class ShippedTemplates {
    static final List<String> LOCALES = List.of(Templates.DEFAULT_LOCALE, "en");

    private final Map<String, Map<String, Template>> byLocale = new TreeMap<>();

    ShippedTemplates(JsonMapper json) {
        LOCALES.forEach(locale -> byLocale.put(locale, read(locale, json)));
    }

    private static Map<String, Template> read(String locale, JsonMapper json) {
        try (InputStream file = new ClassPathResource(file(locale)).getInputStream()) {
            Map<String, Object> entries = new Yaml().load(file);
            Map<String, Template> byType = new TreeMap<>();
            entries.forEach((type, entry) -> byType.put(type, json.convertValue(entry, Template.class)));
            return Collections.unmodifiableMap(byType);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String file(String locale) {
        return "templates/" + locale + ".yaml";
    }

    Map<String, Template> in(String locale) {
        return byLocale.getOrDefault(locale, Map.of());
    }

    Optional<Template> find(TemplateKey key) {
        return Optional.ofNullable(in(key.locale()).get(key.type()));
    }

    /** What the texts of the type mention, in whatever language. */
    Set<String> variables(String type) {
        Set<String> all = new TreeSet<>();
        LOCALES.forEach(locale -> find(new TemplateKey(type, locale)).ifPresent(text -> all.addAll(text.variables())));
        return all;
    }
}
