package com.andejia.crm.customers.api;

import static org.springframework.http.MediaType.APPLICATION_JSON_VALUE;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.QueryParameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which code reads the body, or the query, of an operation. Each of these beans is a part of the API document. */
public final class RequestShape {
    private final PathItem.HttpMethod method;
    private final String path;
    private final Consumer<Fields> reader;

    private RequestShape(String operation, Consumer<Fields> reader) {
        int space = operation.indexOf(' ');
        method = PathItem.HttpMethod.valueOf(operation.substring(0, space));
        path = operation.substring(space + 1);
        this.reader = reader;
    }

    /**
     * Of one operation.
     *
     * @param operation method and path, as {@code POST /api/customers}; a GET has its fields in the query
     */
    public static RequestShape of(String operation, Consumer<Fields> reader) {
        return new RequestShape(operation, reader);
    }

    void describe(OpenAPI document) {
        FieldsSchema fields = FieldsSchema.of(reader);
        PathItem item = Objects.requireNonNull(document.getPaths().get(path), path);
        Operation operation = Objects.requireNonNull(item.readOperationsMap().get(method), path);
        if (method == PathItem.HttpMethod.GET) {
            operation.setParameters(Stream.concat(
                            others(operation),
                            fields.all().entrySet().stream()
                                    .map(field -> new QueryParameter()
                                            .name(field.getKey())
                                            .schema(field.getValue())))
                    .collect(Collectors.toList()));
        } else {
            Content json =
                    new Content().addMediaType(APPLICATION_JSON_VALUE, new MediaType().schema(fields.asObject()));
            operation.setRequestBody(new RequestBody().required(true).content(json));
        }
    }

    /** Those in the path and the headers, which no reader of fields knows. */
    private static Stream<Parameter> others(Operation operation) {
        return Objects.requireNonNullElse(operation.getParameters(), List.<Parameter>of()).stream()
                .filter(parameter -> !"query".equals(parameter.getIn()));
    }
}
