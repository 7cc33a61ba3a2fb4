package com.andejia.crm.customers.staff;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Who signs tokens, and who is there at first.
 *
 * @param signingKey the RSA key that signs tokens, a JWK with its private part: a secret
 * @param retiredKeys a JWK set of public keys whose tokens are still accepted, while keys are rotated
 * @param keyFile where the local profile keeps the key it makes for itself
 * @param seedLocalStaff whether the well-known development accounts are made; the local profile's alone
 * @param firstAdmin made at the first start, so that there is someone to add the others
 */
@ConfigurationProperties("crm.identity")
record IdentityProperties(
        @Nullable String signingKey,
        @Nullable String retiredKeys,
        @Nullable String keyFile,
        boolean seedLocalStaff,
        @Nullable FirstAdmin firstAdmin) {

    /** Not a record of its own text: the password must not be printed. */
    record FirstAdmin(@Nullable String username, @Nullable String password) {
        @Override
        public String toString() {
            return "FirstAdmin[" + username + "]";
        }
    }

    @Override
    public String toString() {
        return "IdentityProperties[secret]";
    }
}
