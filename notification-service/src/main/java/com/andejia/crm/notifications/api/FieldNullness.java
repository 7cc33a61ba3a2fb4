package com.andejia.crm.notifications.api;

import com.fasterxml.jackson.core.type.ResolvedType;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.stereotype.Component;

/** What the types of a record's fields say, for the API document: which are always there, and which may be null. */
@Component
class FieldNullness implements ModelConverter {
    private static final String NULL = "null";

    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
        Schema<?> schema = chain.hasNext() ? chain.next().resolve(type, context, chain) : null;
        Class<?> java = rawClass(type.getType());
        if (schema != null && java.isRecord()) {
            Schema<?> fields = schema.get$ref() == null ? schema : model(schema.get$ref(), context);
            if (fields != null && fields.getProperties() != null) {
                for (RecordComponent component : java.getRecordComponents()) {
                    describe(component, fields);
                }
            }
        }
        return schema;
    }

    private static @Nullable Schema<?> model(String reference, ModelConverterContext context) {
        return context.getDefinedModels().get(reference.substring(reference.lastIndexOf('/') + 1));
    }

    private static void describe(RecordComponent component, Schema<?> fields) {
        String name = component.getName();
        Schema<?> field = fields.getProperties().get(name);
        if (field == null || isRequired(fields, name)) {
            return;
        }
        if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
            fields.addRequiredItem(name);
        } else if (field.get$ref() != null) {
            Schema<?> either = new Schema<>();
            either.addOneOfItem(field);
            either.addOneOfItem(new Schema<>().types(Set.of(NULL)));
            fields.getProperties().put(name, either);
        } else if (field.getTypes() != null) {
            field.addType(NULL);
        }
    }

    private static boolean isRequired(Schema<?> fields, String name) {
        return Objects.requireNonNullElse(fields.getRequired(), List.<String>of())
                .contains(name);
    }

    private static Class<?> rawClass(Type type) {
        return type instanceof ResolvedType resolved
                ? resolved.getRawClass()
                : ResolvableType.forType(type).toClass();
    }
}
