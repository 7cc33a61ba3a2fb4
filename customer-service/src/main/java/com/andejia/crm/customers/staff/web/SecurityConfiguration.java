package com.andejia.crm.customers.staff.web;

import com.andejia.crm.customers.api.Problems;
import com.andejia.crm.customers.api.Refusal;
import com.andejia.crm.customers.api.Refusal.Kind;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity.AuthorizeExchangeSpec;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedHandler;
import org.springframework.web.cors.reactive.UrlBasedCorsConfigurationSource;

/** Who may call what. Which rows they may see is part of each query. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {
    private static final String[] MANAGERS = {"admin", "manager", "operator"};

    /** Nobody looks at what happens within a request, only at the request. */
    @Bean
    static SecurityObservationSettings observedByNobody() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    SecurityWebFilterChain security(
            ServerHttpSecurity http,
            Problems problems,
            UrlBasedCorsConfigurationSource cors,
            ReactiveJwtDecoder decoder) {
        return http.authorizeExchange(SecurityConfiguration::rules)
                .oauth2ResourceServer(server -> server.jwt(jwt -> jwt.jwtDecoder(KeyServer.sayingSo(decoder))
                                .jwtAuthenticationConverter(new ActorConverter()))
                        .authenticationEntryPoint(problems::handle)
                        .accessDeniedHandler(problems::handle))
                .exceptionHandling(failed ->
                        failed.authenticationEntryPoint(problems::handle).accessDeniedHandler(problems::handle))
                .cors(spec -> spec.configurationSource(cors))
                .csrf(ServerHttpSecurity.CsrfSpec::disable) // the token comes in a header, which no form can send
                .httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
                .formLogin(ServerHttpSecurity.FormLoginSpec::disable)
                .logout(ServerHttpSecurity.LogoutSpec::disable)
                .requestCache(ServerHttpSecurity.RequestCacheSpec::disable)
                .build();
    }

    private static void rules(AuthorizeExchangeSpec rules) {
        rules.pathMatchers(HttpMethod.POST, "/api/auth/login")
                .permitAll()
                .pathMatchers("/.well-known/jwks.json", "/v3/api-docs/**", "/swagger-ui.html", "/swagger-ui/**")
                .permitAll()
                .pathMatchers("/webjars/**", "/actuator/**")
                .permitAll()
                .pathMatchers(HttpMethod.PUT, "/api/staff/*")
                .hasAuthority("admin")
                .pathMatchers(HttpMethod.GET, "/api/staff")
                .hasAnyAuthority(MANAGERS)
                .pathMatchers(HttpMethod.PATCH, "/api/customers/*/assign")
                .hasAnyAuthority(MANAGERS)
                .pathMatchers(
                        HttpMethod.POST,
                        "/api/customers/batch-assign",
                        "/api/customers/public-pool/assign",
                        "/api/customers/import")
                .hasAnyAuthority(MANAGERS)
                .pathMatchers(HttpMethod.GET, "/api/customers/import/template", "/api/operations/**")
                .hasAnyAuthority(MANAGERS)
                .pathMatchers(HttpMethod.POST, "/api/customers/public-pool/claim")
                .hasAuthority("employee")
                .pathMatchers(HttpMethod.PATCH, "/api/customers/*/freeze", "/api/customers/*/unfreeze")
                .hasAuthority("admin")
                .pathMatchers(HttpMethod.DELETE, "/api/customers/*")
                .hasAuthority("admin")
                .pathMatchers(HttpMethod.POST, "/api/customers/website-lead")
                .permitAll()
                .anyExchange()
                .authenticated();
    }

    /** Paths that mean two things, such as with {@code //} or an encoded slash. */
    @Bean
    ServerExchangeRejectedHandler rejectedPaths(Problems problems) {
        return (exchange, rejected) -> problems.handle(exchange, Refusal.of(Kind.INVALID, "请求路径不正确"));
    }
}
