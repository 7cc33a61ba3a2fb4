package com.andejia.crm.customers.staff;

import com.andejia.crm.customers.startup.StartRefused;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;

/** The key that signs tokens, and those that once did. */
@Component
@ConditionalOnOwnIssuer
public class SigningKeys {
    private static final int BITS = 2048;

    private final RSAKey signing;
    private final JWKSet published;

    SigningKeys(IdentityProperties properties) {
        signing = signingKey(properties);
        List<JWK> keys = new ArrayList<>(List.of(signing));
        if (StringUtils.hasText(properties.retiredKeys())) {
            keys.addAll(retired(properties.retiredKeys()));
        }
        published = new JWKSet(keys).toPublicJWKSet();
    }

    /** Public parts only. */
    public Map<String, Object> published() {
        return published.toJSONObject();
    }

    JWKSet verifying() {
        return published;
    }

    JWKSource<SecurityContext> signing() {
        return new ImmutableJWKSet<>(new JWKSet(signing));
    }

    String signingKeyId() {
        return signing.getKeyID();
    }

    private static RSAKey signingKey(IdentityProperties properties) {
        if (StringUtils.hasText(properties.signingKey())) {
            return parse(properties.signingKey(), "crm.identity.signing-key");
        } else if (StringUtils.hasText(properties.keyFile())) {
            return kept(Path.of(properties.keyFile()));
        }
        throw new StartRefused("crm.identity.signing-key is missing: a JWK of an RSA key with its private part");
    }

    private static RSAKey kept(Path file) {
        try {
            if (!Files.exists(file)) {
                write(file, generate());
            }
            return parse(Files.readString(file), file.toString());
        } catch (IOException e) {
            throw new StartRefused("the signing key cannot be kept in " + file + ": " + e.getMessage());
        }
    }

    /** Linked into place, which fails if the file is there: of replicas that start together, all use the key of the first. */
    private static void write(Path file, RSAKey key) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path draft =
                Files.createTempFile(file.toAbsolutePath().getParent(), "key", ".new"); // readable by its owner only
        try {
            Files.writeString(draft, key.toJSONString());
            Files.createLink(file, draft);
        } catch (FileAlreadyExistsException e) {
            // The key of the other replica is read.
        } finally {
            Files.delete(draft);
        }
    }

    private static RSAKey generate() {
        try {
            return new RSAKeyGenerator(BITS)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .keyIDFromThumbprint(true)
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static RSAKey parse(String text, String where) {
        try {
            RSAKey key = JWK.parse(text).toRSAKey();
            if (!key.isPrivate() || key.size() < BITS) {
                throw new StartRefused(where + " must be an RSA key of 2048 bits or more with its private part");
            }
            return new RSAKey.Builder(key)
                    .keyUse(KeyUse.SIGNATURE)
                    .keyID(key.getKeyID() == null ? key.computeThumbprint().toString() : key.getKeyID())
                    .build();
        } catch (ParseException | JOSEException | ClassCastException e) {
            throw new StartRefused(where + " is no JWK of an RSA key");
        }
    }

    private static List<JWK> retired(String text) {
        try {
            return JWKSet.parse(text).getKeys();
        } catch (ParseException e) {
            throw new StartRefused("crm.identity.retired-keys is no JWK set");
        }
    }

    /** So that a key that is printed by accident tells nothing. */
    @Override
    public String toString() {
        return "SigningKeys" + Set.of(signing.getKeyID());
    }
}
