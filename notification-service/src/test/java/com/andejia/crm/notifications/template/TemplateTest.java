package com.andejia.crm.notifications.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class TemplateTest {
    private final Templates shipped = new Templates(JsonMapper.shared());

    @Test
    void placeholdersAreReplacedByTheirVariables() {
        Template assigned = shipped.require("CUSTOMER_ASSIGNED");
        Map<String, String> variables =
                Map.of("customerId", "42", "customerName", "测试通知客户", "phone", "138****8999", "leadSource", "美团");

        assertThat(assigned.title(variables)).isEqualTo("客户分配通知");
        assertThat(assigned.content(variables)).isEqualTo("您有新的客户【测试通知客户】，电话：138****8999，来源：美团，请及时跟进！");
        assertThat(assigned.actionUrl(variables)).isEqualTo("/customers/42");
        assertThat(assigned.priority()).isEqualTo(Priority.HIGH);
    }

    @Test
    void aValueThatLooksLikeAPlaceholderOrAPatternStaysText() {
        Template template = withContent("{{customerName}}");

        assertThat(template.content(Map.of("customerName", "{{phone}} $1 \\", "phone", "secret")))
                .isEqualTo("{{phone}} $1 \\");
    }

    @Test
    void aVariableThatIsNotThereLeavesNoPlaceholderBehind() {
        assertThat(withContent("[{{missing}}]").content(Map.of())).isEqualTo("[]");
    }

    @Test
    void aTypeWithoutAnEntrySaysWhereItBelongs() {
        assertThatThrownBy(() -> shipped.require("CUSTOMER_MARRIED"))
                .hasMessageContaining("CUSTOMER_MARRIED")
                .hasMessageContaining("templates/zh-CN.yaml");
    }

    @Test
    void everyTextIsThereInEveryLanguageAndMentionsTheSame() {
        ShippedTemplates files = shipped.shipped();

        for (String locale : Templates.locales()) {
            assertThat(files.in(locale).keySet()).as(locale).isEqualTo(shipped.types());
            files.in(locale)
                    .forEach((type, text) -> assertThat(text.variables())
                            .as(type + " in " + locale)
                            .isEqualTo(shipped.require(type).variables()));
        }
    }

    @Test
    void anEditedTextStandsInForTheShippedOneOfItsLanguageOnly() {
        Template edited = withContent("edited");

        shipped.use(Map.of(new TemplateKey("CUSTOMER_CREATED", "en"), edited));

        assertThat(shipped.require("CUSTOMER_CREATED", "en")).isEqualTo(edited);
        assertThat(shipped.require("CUSTOMER_CREATED").title(Map.of())).isEqualTo("新增客户");
        shipped.use(Map.of());
        assertThat(shipped.require("CUSTOMER_CREATED", "en").title(Map.of())).isEqualTo("New customer");
    }

    @Test
    void aLanguageThatNobodyHasTranslatedIsTheDefaultOne() {
        assertThat(shipped.require("CUSTOMER_CREATED", "fr")).isEqualTo(shipped.require("CUSTOMER_CREATED"));
    }

    private static Template withContent(String content) {
        return new Template(Priority.LOW, "", content, "", "", "", "");
    }
}
