package com.andejia.crm.customers.api;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request that will not be done, and why; the message is shown to people. */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why, in the terms of the contract; each has its HTTP status. */
    public enum Kind {
        INVALID(400),
        UNAUTHENTICATED(401),
        FORBIDDEN(403),
        NOT_FOUND(404),
        METHOD_NOT_ALLOWED(405),
        NOT_ACCEPTABLE(406),
        CONFLICT(409),
        TOO_LARGE(413),
        UNSUPPORTED_MEDIA_TYPE(415),
        AGAINST_THE_RULES(422),
        TOO_MANY(429),
        FAILED(500),
        UNAVAILABLE(503);

        private final int status;

        Kind(int status) {
            this.status = status;
        }

        int status() {
            return status;
        }
    }

    private final Kind kind;
    private final String text;
    private final transient List<FieldError> errors;
    private final @Nullable Duration retryAfter;

    private Refusal(Kind kind, String text, List<FieldError> errors, @Nullable Duration retryAfter) {
        super(kind + " " + text, null, false, false);
        this.kind = kind;
        this.text = text;
        this.errors = errors;
        this.retryAfter = retryAfter;
    }

    public static Refusal of(Kind kind, String text) {
        return new Refusal(kind, text, List.of(), null);
    }

    public static Refusal invalid(List<FieldError> errors) {
        return new Refusal(Kind.INVALID, errors.get(0).message(), errors, null);
    }

    public static Refusal invalid(String field, String message) {
        return invalid(List.of(new FieldError(field, message)));
    }

    public static Refusal later(Kind kind, String text, Duration retryAfter) {
        return new Refusal(kind, text, List.of(), retryAfter);
    }

    public Kind kind() {
        return kind;
    }

    /** Fit to be shown. */
    public String text() {
        return text;
    }

    public List<FieldError> errors() {
        return errors;
    }

    @Nullable
    Duration retryAfter() {
        return retryAfter;
    }
}
