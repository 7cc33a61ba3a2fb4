package com.andejia.crm.notifications.support;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;

/** Signs tokens as customer-service does, and publishes the keys to check them by. */
public final class TestIssuer {
    private final RSAKey key = newKey();
    private final HttpServer server;
    private volatile boolean isAway;

    private TestIssuer(HttpServer server) {
        this.server = server;
    }

    static TestIssuer start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            var issuer = new TestIssuer(server);
            byte[] keys = new JWKSet(issuer.key).toString().getBytes(StandardCharsets.UTF_8);
            server.createContext("/.well-known/jwks.json", exchange -> issuer.answer(exchange, keys));
            server.start();
            return issuer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void answer(HttpExchange exchange, byte[] keys) throws IOException {
        if (isAway) {
            exchange.sendResponseHeaders(503, -1);
        } else {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, keys.length);
            exchange.getResponseBody().write(keys);
        }
        exchange.close();
    }

    /** While it is, it publishes no keys. */
    public void setAway(boolean away) {
        isAway = away;
    }

    String jwksUri() {
        return "http://localhost:" + server.getAddress().getPort() + "/.well-known/jwks.json";
    }

    public URI keys() {
        return URI.create(jwksUri());
    }

    public String tokenFor(String person) {
        return token(person, Duration.ofHours(1), key);
    }

    public String tokenOf(String person, String role) {
        return token(person, Duration.ofHours(1), key, role);
    }

    public String expiredTokenFor(String person) {
        return token(person, Duration.ofHours(-1), key);
    }

    /** Has the right key id, but is signed by somebody else. */
    public String forgedTokenFor(String person) {
        return token(person, Duration.ofHours(1), newKey());
    }

    /** Signed with a key that nobody publishes. */
    public String tokenOfAnUnknownKey(String person) {
        return token(person, Duration.ofHours(1), newKey("unknown-" + UUID.randomUUID()));
    }

    public String tokenFor(String person, Duration lifetime) {
        return token(person, lifetime, key);
    }

    private String token(String person, Duration lifetime, RSAKey signer) {
        return token(person, lifetime, signer, "employee");
    }

    private String token(String person, Duration lifetime, RSAKey signer, String role) {
        try {
            var claims = new JWTClaimsSet.Builder()
                    .subject(person)
                    .claim("name", person)
                    .claim("roles", List.of(role))
                    .expirationTime(Date.from(Instant.now().plus(lifetime)))
                    .build();
            var token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.RS256)
                            .keyID(signer.getKeyID())
                            .build(),
                    claims);
            token.sign(new RSASSASigner(signer));
            return token.serialize();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    private static RSAKey newKey() {
        return newKey("test");
    }

    private static RSAKey newKey(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).generate();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }
}
