package com.andejia.crm.customers.api;

import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.BooleanSchema;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;

/** Reads no request, but notes what its reader asks for: so the API document cannot say anything else. */
final class FieldsSchema extends Fields {
    private final Map<String, Schema<?>> all = new LinkedHashMap<>();
    private final List<String> required = new ArrayList<>();

    private FieldsSchema() {
        super(JsonNodeFactory.instance.objectNode(), false);
    }

    static FieldsSchema of(Consumer<Fields> reader) {
        FieldsSchema fields = new FieldsSchema();
        reader.accept(fields);
        return fields;
    }

    Map<String, Schema<?>> all() {
        return all;
    }

    Schema<?> asObject() {
        ObjectSchema object = new ObjectSchema();
        all.forEach(object::addProperty);
        object.setRequired(required);
        object.setAdditionalProperties(false);
        return object;
    }

    @Override
    public boolean has(String field) {
        return true;
    }

    @Override
    public @Nullable String text(String field, int maxLength) {
        note(field, new StringSchema().maxLength(maxLength));
        return null;
    }

    @Override
    public @Nullable String text(String field, int maxLength, Pattern pattern, String message) {
        note(field, new StringSchema().pattern("^" + pattern.pattern() + "$"));
        return null;
    }

    @Override
    public @Nullable String oneOf(String field, Collection<String> values) {
        note(field, oneOf(values));
        return null;
    }

    @Override
    public @Nullable Integer integer(String field, int from, int to) {
        note(field, new IntegerSchema().minimum(BigDecimal.valueOf(from)).maximum(BigDecimal.valueOf(to)));
        return null;
    }

    @Override
    public @Nullable LocalDate date(String field) {
        note(field, new StringSchema().format("date"));
        return null;
    }

    @Override
    public @Nullable Instant instant(String field, ZoneId zone, boolean endsRange) {
        note(field, new StringSchema().format("date").description("日期，或 RFC 3339 时间"));
        return null;
    }

    @Override
    public @Nullable Boolean bool(String field) {
        note(field, new BooleanSchema());
        return null;
    }

    @Override
    public @Nullable List<String> listOf(String field, Collection<String> values) {
        note(field, new ArraySchema().items(oneOf(values)));
        return null;
    }

    @Override
    public @Nullable List<String> texts(String field, int mostItems, int maxLength) {
        note(
                field,
                new ArraySchema()
                        .items(new StringSchema().minLength(1).maxLength(maxLength))
                        .minItems(1)
                        .maxItems(mostItems));
        return null;
    }

    @Override
    public <T> T required(String field, Function<String, @Nullable T> read, T standIn) {
        required.add(field);
        T nothing = read.apply(field);
        return nothing == null ? standIn : nothing;
    }

    @Override
    public boolean mentions(String field) {
        return false;
    }

    private static Schema<String> oneOf(Collection<String> values) {
        return new StringSchema()._enum(List.copyOf(values));
    }

    private void note(String field, Schema<?> wanted) {
        all.put(field, wanted);
    }
}
