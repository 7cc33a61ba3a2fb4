package com.andejia.crm.notifications.template.web;

import com.andejia.crm.notifications.template.Templates;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import java.util.List;
import java.util.stream.Stream;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What {@link TemplateController} reads by itself, for the API document. */
@Configuration(proxyBeanMethods = false)
class TemplateShapes {
    @Bean
    OpenApiCustomizer templateRequests() {
        return document -> {
            document.getPaths().forEach((path, item) -> {
                if (path.startsWith(TemplateController.PATH)) {
                    item.readOperations().forEach(TemplateShapes::describe);
                }
            });
            document.getComponents().getSchemas().remove("JsonNode");
        };
    }

    private static void describe(Operation operation) {
        Stream.ofNullable(operation.getParameters()).flatMap(List::stream).forEach(TemplateShapes::describe);
        if (operation.getRequestBody() != null) {
            operation.getRequestBody().getContent().values().forEach(json -> json.setSchema(TemplateBody.schema()));
        }
    }

    private static void describe(Parameter parameter) {
        if (parameter.getName().equals("locale")) {
            var locale = new StringSchema()._enum(Templates.locales());
            locale.setDefault(Templates.DEFAULT_LOCALE);
            parameter.setSchema(locale);
        }
    }
}
