package com.andejia.crm.notifications.api;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the API documentation says beside the paths: its name, and that it wants a token. */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {
    private static final String BEARER = "bearer";

    @Bean
    OpenAPI openApi() {
        var token = new SecurityScheme()
                .type(SecurityScheme.Type.HTTP)
                .scheme("bearer")
                .bearerFormat("JWT");
        return new OpenAPI()
                .info(new Info().title("Notifications").version("1").description("每个人自己的通知：列表、未读数、已读、实时流"))
                .components(new Components().addSecuritySchemes(BEARER, token))
                .addSecurityItem(new SecurityRequirement().addList(BEARER));
    }
}
