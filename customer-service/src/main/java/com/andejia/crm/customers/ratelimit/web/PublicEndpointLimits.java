package com.andejia.crm.customers.ratelimit.web;

import com.andejia.crm.customers.api.ClientAddress;
import com.andejia.crm.customers.ratelimit.RateLimit;
import com.andejia.crm.customers.ratelimit.RateLimitProperties;
import java.util.Map;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import reactor.core.publisher.Mono;

/** Before a body is read or a password hashed, and after CORS, so that a browser may see the refusal. */
@Component
@Order(0)
class PublicEndpointLimits implements WebFilter {
    private final Map<PathPattern, RateLimit> limits;

    PublicEndpointLimits(RateLimitProperties properties) {
        limits = Map.of(
                pattern("/api/auth/login"),
                new RateLimit("login", properties.loginAttempts(), "登录尝试过于频繁，请稍后再试"),
                pattern("/api/customers/website-lead"),
                new RateLimit("website-lead", properties.websiteLeads(), "提交过于频繁，请稍后再试"));
    }

    /** As the controllers' own paths are matched: no encoding of a path gets past it. */
    private static PathPattern pattern(String path) {
        return PathPatternParser.defaultInstance.parse(path);
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (HttpMethod.POST.equals(exchange.getRequest().getMethod())) {
            PathContainer path = exchange.getRequest().getPath().pathWithinApplication();
            for (Map.Entry<PathPattern, RateLimit> limit : limits.entrySet()) {
                if (limit.getKey().matches(path)) {
                    limit.getValue().enter(ClientAddress.of(exchange.getRequest()));
                }
            }
        }
        return chain.filter(exchange);
    }
}
