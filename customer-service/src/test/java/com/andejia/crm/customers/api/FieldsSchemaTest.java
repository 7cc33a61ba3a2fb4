package com.andejia.crm.customers.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.Paths;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class FieldsSchemaTest {
    @Test
    void theSchemaAsksForWhatTheReaderAsksFor() {
        Schema<?> schema = FieldsSchema.of(FieldsSchemaTest::read).asObject();

        assertThat(schema.getRequired()).containsExactly("colour");
        assertThat(schema.getAdditionalProperties()).isEqualTo(false);
        var all = FieldsSchema.of(FieldsSchemaTest::read).all();
        assertThat(all.keySet()).containsExactly("name", "code", "colour", "size", "day", "since", "open", "tags");
        assertThat(all.get("name").getMaxLength()).isEqualTo(50);
        assertThat(all.get("code").getPattern()).isEqualTo("^[A-Z]{2}$");
        assertThat(all.get("colour").getEnum()).hasToString("[red, green]");
        assertThat(all.get("size").getMaximum().intValue()).isEqualTo(9);
        assertThat(all.get("day").getFormat()).isEqualTo("date");
        assertThat(all.get("open").getType()).isEqualTo("boolean");
        assertThat(all.get("tags").getItems().getEnum()).hasToString("[a, b]");
    }

    @Test
    void theFieldsOfAGetAreItsParameters() {
        Operation list = new Operation();
        OpenAPI document = new OpenAPI().paths(new Paths().addPathItem("/things", new PathItem().get(list)));

        RequestShape.of("GET /things", FieldsSchemaTest::read).describe(document);

        assertThat(list.getParameters()).extracting(Parameter::getName).contains("name", "since");
        assertThat(list.getParameters()).extracting(Parameter::getIn).containsOnly("query");
    }

    private static void read(Fields fields) {
        fields.text("name", 50);
        fields.text("code", 2, Pattern.compile("[A-Z]{2}"), "两个字母");
        fields.required("colour", field -> fields.oneOf(field, List.of("red", "green")), "");
        fields.integer("size", 1, 9);
        fields.date("day");
        fields.instant("since", ZoneOffset.UTC, false);
        fields.bool("open");
        fields.listOf("tags", List.of("a", "b"));
        assertThat(fields.has("name")).isTrue();
    }
}
