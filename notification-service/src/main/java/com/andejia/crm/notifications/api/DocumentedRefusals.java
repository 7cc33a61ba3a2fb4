package com.andejia.crm.notifications.api;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.BooleanSchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/** What the API document says of requests that are refused: when, and that the answers of {@link Problems} look alike. */
@Configuration(proxyBeanMethods = false)
class DocumentedRefusals {
    private static final String PROBLEM = "Problem";

    private static final Map<HttpStatus, String> MEANINGS = new EnumMap<>(Map.of(
            HttpStatus.BAD_REQUEST, "参数或内容有误，errors 说明是哪些",
            HttpStatus.UNAUTHORIZED, "未登录，或登录已过期",
            HttpStatus.FORBIDDEN, "没有权限进行此操作",
            HttpStatus.NOT_FOUND, "不存在，或对当前用户不可见",
            HttpStatus.CONFLICT, "已被他人修改，或与当前状态冲突",
            HttpStatus.CONTENT_TOO_LARGE, "请求内容过大",
            HttpStatus.UNSUPPORTED_MEDIA_TYPE, "不是 application/json",
            HttpStatus.UNPROCESSABLE_CONTENT, "不符合业务规则",
            HttpStatus.SERVICE_UNAVAILABLE, "暂时不可用，请稍后重试"));

    @Bean
    OperationCustomizer declaredRefusals() {
        return (operation, method) -> {
            Refuses declared = method.getMethodAnnotation(Refuses.class);
            if (declared != null) {
                List.of(declared.value()).forEach(status -> refuse(operation, status));
            }
            return operation;
        };
    }

    @Bean
    OpenApiCustomizer commonRefusals() {
        return document -> {
            document.getPaths()
                    .forEach((path, item) ->
                            item.readOperations().forEach(operation -> refuseLikeOthers(path, operation)));
            Components components = document.getComponents();
            components.addSchemas(PROBLEM, problem());
            MEANINGS.forEach((status, meaning) -> components.addResponses(name(status), response(status, meaning)));
        };
    }

    private static void refuseLikeOthers(String path, Operation operation) {
        if (operation.getSecurity() == null || !operation.getSecurity().isEmpty()) {
            refuse(operation, HttpStatus.UNAUTHORIZED);
            refuse(operation, HttpStatus.SERVICE_UNAVAILABLE);
        }
        if (SecurityConfiguration.isForSome(path)) {
            refuse(operation, HttpStatus.FORBIDDEN);
        }
        if (operation.getParameters() != null) {
            refuse(operation, HttpStatus.BAD_REQUEST);
        }
        if (operation.getRequestBody() != null) {
            refuse(operation, HttpStatus.BAD_REQUEST);
            refuse(operation, HttpStatus.CONTENT_TOO_LARGE);
            refuse(operation, HttpStatus.UNSUPPORTED_MEDIA_TYPE);
        }
    }

    private static void refuse(Operation operation, HttpStatus status) {
        operation.getResponses().addApiResponse(String.valueOf(status.value()), new ApiResponse().$ref(name(status)));
    }

    private static String name(HttpStatus status) {
        return status.getReasonPhrase().replace(" ", "");
    }

    private static ApiResponse response(HttpStatus status, String meaning) {
        var response = new ApiResponse()
                .description(meaning)
                .content(new Content()
                        .addMediaType(
                                org.springframework.http.MediaType.APPLICATION_PROBLEM_JSON_VALUE,
                                new MediaType().schema(new Schema<>().$ref(PROBLEM))));
        if (status == HttpStatus.UNAUTHORIZED) {
            response.addHeaderObject(HttpHeaders.WWW_AUTHENTICATE, new Header().schema(new StringSchema()));
        }
        if (status == HttpStatus.SERVICE_UNAVAILABLE) {
            response.addHeaderObject(
                    HttpHeaders.RETRY_AFTER, new Header().description("秒").schema(new IntegerSchema()));
        }
        return response;
    }

    private static Schema<?> problem() {
        var error = new ObjectSchema();
        error.addProperty("field", new StringSchema());
        error.addProperty("message", new StringSchema());
        error.setRequired(List.of("field", "message"));
        var problem = new ObjectSchema();
        problem.setDescription("RFC 9457 problem details；message 可直接显示给用户");
        List.of("type", "title", "detail", "instance", "message")
                .forEach(text -> problem.addProperty(text, new StringSchema()));
        problem.addProperty("status", new IntegerSchema());
        problem.addProperty("success", new BooleanSchema()._enum(List.of(false)));
        problem.addProperty("errors", new ArraySchema().items(error));
        problem.setRequired(List.of("status", "success", "message"));
        return problem;
    }
}
