package com.andejia.crm.notifications.api;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpCookie;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.web.server.authentication.ServerAuthenticationConverter;
import org.springframework.util.StringUtils;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Where a request has its token: in the bearer header (<a href="https://www.rfc-editor.org/rfc/rfc6750#section-2.1">RFC 6750, section
 * 2.1</a>); for the browser's stream, which cannot send one, in the login cookie. Never in the URL. What is no token the decoder
 * refuses, so that nobody need look at each of its characters before: when everybody comes back to a service that has just been
 * started, that is a noticeable part of what it has to do.
 */
final class RequestTokens implements ServerAuthenticationConverter {
    static final String SESSION_COOKIE = "crm_session";

    private static final String SCHEME = "Bearer ";
    private static final String STREAM = "/api/notifications/stream";

    @Override
    public Mono<Authentication> convert(ServerWebExchange exchange) {
        ServerHttpRequest request = exchange.getRequest();
        String bearer = bearer(request.getHeaders().getFirst(HttpHeaders.AUTHORIZATION));
        return Mono.justOrEmpty(bearer != null ? bearer : cookie(request))
                .filter(StringUtils::hasText)
                .map(BearerTokenAuthenticationToken::new);
    }

    private static @Nullable String bearer(@Nullable String authorization) {
        return authorization != null && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? authorization.substring(SCHEME.length())
                : null;
    }

    private static @Nullable String cookie(ServerHttpRequest request) {
        HttpCookie session = request.getCookies().getFirst(SESSION_COOKIE);
        boolean isStream = HttpMethod.GET.equals(request.getMethod())
                && STREAM.equals(request.getPath().pathWithinApplication().value());
        return isStream && session != null ? session.getValue() : null;
    }
}
