package com.andejia.crm.customers.customer.web;

import com.andejia.crm.customers.api.Refusal;
import com.andejia.crm.customers.customer.Idempotency;
import com.andejia.crm.customers.customer.NewCustomer;
import com.andejia.crm.customers.staff.Actor;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Reads the header {@code Idempotency-Key}. */
final class IdempotencyKey {
    private static final Pattern VALID = Pattern.compile("[\\x21-\\x7e]{1,200}");

    private IdempotencyKey() {}

    /** The body is compared by what it says, not by how it is written. */
    static @Nullable Idempotency read(@Nullable String header, Actor actor, NewCustomer form) {
        if (header == null) {
            return null;
        }
        if (!VALID.matcher(header).matches()) {
            throw Refusal.invalid("Idempotency-Key", "Idempotency-Key 必须是 1 到 200 个可见 ASCII 字符");
        }
        return Idempotency.of(actor, header, hash(JsonMapper.shared().writeValueAsString(form)));
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
