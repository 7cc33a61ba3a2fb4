package com.andejia.crm.notifications.api;

import java.util.List;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.security.autoconfigure.actuate.web.reactive.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.server.resource.authentication.JwtGrantedAuthoritiesConverter;
import org.springframework.security.oauth2.server.resource.authentication.ReactiveJwtAuthenticationConverter;
import org.springframework.security.oauth2.server.resource.authentication.ReactiveJwtGrantedAuthoritiesConverterAdapter;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedHandler;
import org.springframework.security.web.server.firewall.ServerWebExchangeFirewall;
import org.springframework.security.web.server.firewall.StrictServerWebExchangeFirewall;
import org.springframework.web.cors.reactive.UrlBasedCorsConfigurationSource;
import org.springframework.web.util.pattern.PathPatternParser;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Who may call: everybody with a token that customer-service, or whatever issuer is configured, has signed. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {
    private static final String STATISTICS = "/api/notifications/statistics";
    private static final String[] FOR_ADMINS = {"/api/announcements/**", "/api/notification-templates/**", "/api/ops/**"
    };
    private static final String[] MANAGERS = {"admin", "manager", "operator"};

    /** The console, and the bell that other pages take from here. They hold nothing; what they show is asked for with a token. */
    private static final String[] PAGES = {"/", "/index.html", "/console/**", "/notification-bell/**"};

    /** In a local run only. */
    private static final String[] DOCUMENTATION = {
        "/v3/api-docs/**", "/swagger-ui.html", "/swagger-ui/**", "/webjars/**"
    };

    private final JsonMapper json;

    SecurityConfiguration(JsonMapper json) {
        this.json = json;
    }

    /** Nobody looks at what happens within a request, only at the request. */
    @Bean
    static SecurityObservationSettings observedByNobody() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    SecurityWebFilterChain security(
            ServerHttpSecurity http,
            UrlBasedCorsConfigurationSource cors,
            @Value("${crm.console.customer-service}") String customerService) {
        return http.csrf(ServerHttpSecurity.CsrfSpec::disable)
                .httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
                .formLogin(ServerHttpSecurity.FormLoginSpec::disable)
                .logout(ServerHttpSecurity.LogoutSpec::disable)
                .cors(spec -> spec.configurationSource(cors))
                .headers(headers -> BrowserHeaders.add(headers, customerService))
                .authorizeExchange(paths -> paths.pathMatchers(PAGES)
                        .permitAll()
                        .pathMatchers(DOCUMENTATION)
                        .permitAll()
                        .matchers(EndpointRequest.toAnyEndpoint()) // on the port of their own, and nowhere else
                        .permitAll()
                        .pathMatchers(FOR_ADMINS)
                        .hasRole("admin")
                        .pathMatchers(STATISTICS)
                        .hasAnyRole(MANAGERS)
                        .anyExchange()
                        .authenticated())
                .exceptionHandling(errors -> errors.authenticationEntryPoint(
                                (exchange, e) -> unauthenticated(exchange.getResponse()))
                        .accessDeniedHandler(
                                (exchange, e) -> write(exchange.getResponse(), HttpStatus.FORBIDDEN, "没有权限进行此操作")))
                .oauth2ResourceServer(server -> server.bearerTokenConverter(new RequestTokens())
                        .authenticationFailureHandler(
                                (filter, e) -> refused(filter.getExchange().getResponse(), e))
                        .jwt(jwt -> jwt.jwtAuthenticationConverter(authorities())))
                .build();
    }

    /** Whether who has signed in may be refused it all the same. */
    static boolean isForSome(String path) {
        PathContainer asked = PathContainer.parsePath(path);
        return Stream.concat(Stream.of(FOR_ADMINS), Stream.of(STATISTICS))
                .map(PathPatternParser.defaultInstance::parse)
                .anyMatch(pattern -> pattern.matches(asked));
    }

    @Bean
    ServerWebExchangeFirewall firewall() {
        var firewall = new StrictServerWebExchangeFirewall();
        firewall.setAllowedHeaderValues(HeaderText::isAllowed);
        return firewall;
    }

    /** What the firewall turns away before anything else sees it, such as a path with {@code //} in it. */
    @Bean
    ServerExchangeRejectedHandler rejectedRequests() {
        return (exchange, rejected) -> write(exchange.getResponse(), HttpStatus.BAD_REQUEST, Problems.REJECTED);
    }

    private static ReactiveJwtAuthenticationConverter authorities() {
        var roles = new JwtGrantedAuthoritiesConverter();
        roles.setAuthoritiesClaimName("roles");
        roles.setAuthorityPrefix("ROLE_");
        var converter = new ReactiveJwtAuthenticationConverter();
        converter.setJwtGrantedAuthoritiesConverter(new ReactiveJwtGrantedAuthoritiesConverterAdapter(roles));
        return converter;
    }

    /** The framework's own handler throws what is for want of keys again, past everything that makes an answer of it. */
    private Mono<Void> refused(ServerHttpResponse response, AuthenticationException e) {
        return e instanceof AuthenticationServiceException ? keysUnavailable(response) : unauthenticated(response);
    }

    private Mono<Void> unauthenticated(ServerHttpResponse response) {
        response.getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        return write(response, HttpStatus.UNAUTHORIZED, "请先登录，或登录已过期");
    }

    private Mono<Void> keysUnavailable(ServerHttpResponse response) {
        response.getHeaders().set(HttpHeaders.RETRY_AFTER, "2");
        return write(response, HttpStatus.SERVICE_UNAVAILABLE, "暂时无法验证登录，请稍后重试");
    }

    private Mono<Void> write(ServerHttpResponse response, HttpStatus status, String message) {
        response.setStatusCode(status);
        response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        byte[] body = json.writeValueAsBytes(Problems.detail(status, message, List.of()));
        return response.writeWith(Mono.just(response.bufferFactory().wrap(body)));
    }
}
