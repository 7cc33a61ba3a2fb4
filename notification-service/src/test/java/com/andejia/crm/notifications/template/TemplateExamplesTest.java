package com.andejia.crm.notifications.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class TemplateExamplesTest {
    private final Templates templates = new Templates(JsonMapper.shared());

    @Test
    void everyVariableOfAShippedTextHasAnExample() {
        var examples = new TemplateExamples(templates, type -> Optional.empty());

        for (String type : templates.types()) {
            assertThat(examples.of(type))
                    .as(type)
                    .allSatisfy(
                            (name, example) -> assertThat(example).isNotBlank().isNotEqualTo(name));
        }
    }

    @Test
    void aScenarioMayBringMoreThanItsTextMentions() {
        var examples = new TemplateExamples(templates, type -> Optional.of(Set.of("customerName", "unheardOf")));

        assertThat(examples.of("CUSTOMER_CREATED")).isEqualTo(Map.of("customerName", "张女士", "unheardOf", "unheardOf"));
    }
}
