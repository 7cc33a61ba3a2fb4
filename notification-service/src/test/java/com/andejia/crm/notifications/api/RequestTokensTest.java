package com.andejia.crm.notifications.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpCookie;
import org.springframework.http.HttpHeaders;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.security.core.Authentication;

class RequestTokensTest {
    private static final String STREAM = "/api/notifications/stream";

    @Test
    void theBearerHeaderHasIt() {
        assertThat(token(MockServerHttpRequest.get("/api/notifications")
                        .header(HttpHeaders.AUTHORIZATION, "Bearer a.b.c")))
                .isEqualTo("a.b.c");
        assertThat(token(MockServerHttpRequest.get("/api/notifications")
                        .header(HttpHeaders.AUTHORIZATION, "bearer a.b.c")))
                .isEqualTo("a.b.c");
    }

    @Test
    void anotherSchemeOrNothingAfterTheSchemeIsNoToken() {
        assertThat(token(MockServerHttpRequest.get(STREAM).header(HttpHeaders.AUTHORIZATION, "Basic YTpi")))
                .isNull();
        assertThat(token(MockServerHttpRequest.get(STREAM).header(HttpHeaders.AUTHORIZATION, "Bearer")))
                .isNull();
        assertThat(token(MockServerHttpRequest.get(STREAM).header(HttpHeaders.AUTHORIZATION, "Bearer  ")))
                .isNull();
    }

    @Test
    void theCookieIsForTheStreamOnlyAndTheHeaderIsStronger() {
        HttpCookie session = new HttpCookie(RequestTokens.SESSION_COOKIE, "from.the.cookie");

        assertThat(token(MockServerHttpRequest.get(STREAM).cookie(session))).isEqualTo("from.the.cookie");
        assertThat(token(MockServerHttpRequest.get("/api/notifications").cookie(session)))
                .isNull();
        assertThat(token(MockServerHttpRequest.post(STREAM).cookie(session))).isNull();
        assertThat(token(MockServerHttpRequest.get(STREAM)
                        .cookie(session)
                        .header(HttpHeaders.AUTHORIZATION, "Bearer a.b.c")))
                .isEqualTo("a.b.c");
    }

    private static @Nullable String token(MockServerHttpRequest.BaseBuilder<?> request) {
        Authentication found =
                new RequestTokens().convert(MockServerWebExchange.from(request)).block();
        return found == null ? null : (String) found.getPrincipal();
    }
}
