package com.andejia.crm.notifications.template;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import org.yaml.snakeyaml.Yaml;

/** What a text may mention, with an example of each: that of its scenario or, where there is none, of the shipped text. */
@Component
class TemplateExamples {
    private final Map<String, String> byVariable = new TreeMap<>();
    private final Templates templates;
    private final TemplateVariables variables;

    TemplateExamples(Templates templates, TemplateVariables variables) {
        this.templates = templates;
        this.variables = variables;
        try (InputStream file = new ClassPathResource("templates/examples.yaml").getInputStream()) {
            Map<String, Object> entries = new Yaml().load(file);
            entries.forEach((name, value) -> byVariable.put(name, String.valueOf(value)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The example by the name of the variable; one that nobody thought of shows its name. */
    Map<String, String> of(String type) {
        Map<String, String> examples = new TreeMap<>();
        names(type).forEach(name -> examples.put(name, byVariable.getOrDefault(name, name)));
        return examples;
    }

    private Set<String> names(String type) {
        return variables.of(type).orElseGet(() -> templates.shipped().variables(type));
    }
}
