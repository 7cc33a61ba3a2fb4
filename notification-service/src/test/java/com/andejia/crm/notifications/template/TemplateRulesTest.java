package com.andejia.crm.notifications.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.andejia.crm.notifications.api.InvalidRequest;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class TemplateRulesTest {
    private static final Set<String> ALLOWED = Set.of("customerName", "phone", "actionUrl");
    private static final Template GOOD =
            new Template(Priority.HIGH, "{{customerName}}", "{{phone}}", "/customers/1", "查看", "user-plus", "#1677ff");

    @ParameterizedTest
    @CsvSource({
        "title, ''",
        "title, ' '",
        "title, {{customerName",
        "title, }}",
        "title, {{ customerName }}",
        "title, {{customer-name}}",
        "title, {{{{customerName}}}}",
        "title, {{salary}}",
        "content, ''",
        "content, {{#if}}",
        "actionUrl, ''",
        "actionUrl, javascript:alert(1)",
        "actionUrl, //elsewhere.example",
        "actionUrl, http://elsewhere.example",
        "actionUrl, /a b",
        "actionUrl, {{actionUrl}}/x",
        "actionText, {{customerName}}",
        "icon, User Plus",
        "color, red",
        "color, #12345"
    })
    void aPartThatCannotBeIsRefusedByName(String part, String value) {
        assertThatThrownBy(() -> TemplateRules.check(with(part, value), ALLOWED))
                .isInstanceOf(InvalidRequest.class)
                .hasMessageContaining("400")
                .extracting("field")
                .isEqualTo(part);
    }

    @ParameterizedTest
    @ValueSource(strings = {"title", "content", "actionUrl", "actionText"})
    void aPartTooLongOrWithControlCharactersIsRefused(String part) {
        assertThatThrownBy(() -> TemplateRules.check(with(part, "/" + "长".repeat(1_000)), ALLOWED))
                .isInstanceOf(InvalidRequest.class);
        assertThatThrownBy(() -> TemplateRules.check(with(part, "/\u0000"), ALLOWED))
                .isInstanceOf(InvalidRequest.class);
        assertThatThrownBy(() -> TemplateRules.check(with(part, "/\ud800"), ALLOWED))
                .isInstanceOf(InvalidRequest.class);
    }

    @Test
    void anUnknownVariableIsNamedWithThoseThereAre() {
        assertThatThrownBy(() -> TemplateRules.check(with("content", "{{salary}}"), ALLOWED))
                .hasMessageContaining("{{salary}}")
                .hasMessageContaining("actionUrl、customerName、phone");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/customers/{{customerName}}?x=1", "https://example.com/{{phone}}", "{{actionUrl}}"})
    void whereAPersonMayBeSent(String url) {
        assertThatCode(() -> TemplateRules.check(with("actionUrl", url), ALLOWED))
                .doesNotThrowAnyException();
    }

    @Test
    void everyShippedTextKeepsTheRules() {
        ShippedTemplates shipped = new Templates(JsonMapper.shared()).shipped();

        for (String locale : Templates.locales()) {
            assertThat(shipped.in(locale)).isNotEmpty();
            shipped.in(locale)
                    .forEach((type, text) -> assertThatCode(() -> TemplateRules.check(text, shipped.variables(type)))
                            .as(type + " in " + locale)
                            .doesNotThrowAnyException());
        }
    }

    private static Template with(String part, String value) {
        return new Template(
                GOOD.priority(),
                part.equals("title") ? value : GOOD.title(),
                part.equals("content") ? value : GOOD.content(),
                part.equals("actionUrl") ? value : GOOD.actionUrl(),
                part.equals("actionText") ? value : GOOD.actionText(),
                part.equals("icon") ? value : GOOD.icon(),
                part.equals("color") ? value : GOOD.color());
    }
}
