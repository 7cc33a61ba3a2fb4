package com.andejia.crm.notifications.api;

import org.springframework.security.config.web.server.ServerHttpSecurity.HeaderSpec;
import org.springframework.security.web.server.header.ReferrerPolicyServerHttpHeadersWriter.ReferrerPolicy;

/**
 * What browsers are told with every answer, beside what Spring Security says by itself: pages run their own scripts only, none
 * that is written into a page, talk to nobody but both services, and stand in no frame.
 */
final class BrowserHeaders {
    private static final String POLICY = """
            default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self' %s; \
            base-uri 'none'; form-action 'self'; frame-ancestors 'none'\
            """;

    private BrowserHeaders() {}

    /** Adds the headers; the other origin is that of customer-service, and empty if it is our own. */
    static void add(HeaderSpec headers, String otherOrigin) {
        headers.contentSecurityPolicy(policy -> policy.policyDirectives(POLICY.formatted(otherOrigin)))
                .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER));
    }
}
