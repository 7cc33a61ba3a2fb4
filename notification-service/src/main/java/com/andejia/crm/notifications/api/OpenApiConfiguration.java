package com.andejia.crm.notifications.api;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.math.BigDecimal;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the API document says beside the paths: its name, that it wants a token, and what is the same everywhere. */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {
    private static final String BEARER = "bearer";
    private static final String SESSION = "session";

    @Bean
    OpenAPI openApi() {
        SpringDocUtils.getConfig()
                .replaceWithSchema(LocalTime.class, new StringSchema().pattern("^[0-2][0-9]:[0-5][0-9]$"))
                .replaceWithSchema(ZoneId.class, new StringSchema().description("时区，如 Asia/Shanghai"));
        var token = new SecurityScheme()
                .type(SecurityScheme.Type.HTTP)
                .scheme("bearer")
                .bearerFormat("JWT");
        var session = new SecurityScheme()
                .type(SecurityScheme.Type.APIKEY)
                .in(SecurityScheme.In.COOKIE)
                .name(RequestTokens.SESSION_COOKIE)
                .description("登录时设置的 Cookie，仅用于浏览器打开通知流");
        return new OpenAPI()
                .info(new Info().title("Notifications").version("1").description("每个人自己的通知：列表、未读数、已读、实时流"))
                .components(new Components().addSecuritySchemes(BEARER, token).addSecuritySchemes(SESSION, session))
                .addSecurityItem(new SecurityRequirement().addList(BEARER));
    }

    /** Lists are asked for page by page, all in the same way. */
    @Bean
    OperationCustomizer pages() {
        return (operation, method) -> {
            Stream.ofNullable(operation.getParameters()).flatMap(List::stream).forEach(parameter -> {
                switch (parameter.getName()) {
                    case "page" -> limit(parameter, Paging.MAX_PAGE);
                    case "pageSize" -> limit(parameter, Paging.MAX_PAGE_SIZE);
                    default -> {}
                }
            });
            return operation;
        };
    }

    private static void limit(Parameter parameter, int max) {
        parameter.getSchema().minimum(BigDecimal.ONE).maximum(BigDecimal.valueOf(max));
    }
}
