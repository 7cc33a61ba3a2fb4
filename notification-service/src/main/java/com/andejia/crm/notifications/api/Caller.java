package com.andejia.crm.notifications.api;

import com.andejia.crm.events.Person;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

/** Who asks, as their token says. */
public final class Caller {
    private Caller() {}

    public static Person of(JwtAuthenticationToken token) {
        String name = token.getToken().getClaimAsString("name");
        return new Person(token.getName(), name == null ? token.getName() : name);
    }
}
