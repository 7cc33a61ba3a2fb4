package com.andejia.crm.customers.staff.web;

import com.andejia.crm.customers.staff.Actor;
import com.andejia.crm.customers.staff.Role;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import reactor.core.publisher.Mono;

/** Reads a verified token. Roles that this version does not know give nothing. */
class ActorConverter implements Converter<Jwt, Mono<AbstractAuthenticationToken>> {

    @Override
    public Mono<AbstractAuthenticationToken> convert(Jwt jwt) {
        String subject = jwt.getSubject();
        if (subject == null) {
            return Mono.error(new InvalidBearerTokenException("no subject"));
        }
        String name = Objects.requireNonNullElse(jwt.getClaimAsString("name"), subject);
        Set<Role> roles = roles(jwt);
        var authorities = roles.stream()
                .map(Role::wireName)
                .map(SimpleGrantedAuthority::new)
                .toList();
        return Mono.just(
                UsernamePasswordAuthenticationToken.authenticated(new Actor(subject, name, roles), jwt, authorities));
    }

    private static Set<Role> roles(Jwt jwt) {
        List<String> claimed = Objects.requireNonNullElse(jwt.getClaimAsStringList("roles"), List.of());
        return Stream.of(Role.values())
                .filter(role -> claimed.contains(role.wireName()))
                .collect(Collectors.toUnmodifiableSet());
    }
}
