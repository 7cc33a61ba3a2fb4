package com.andejia.crm.notifications.api;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/** Understood, but not to be done: 404, 409 or 422; the message is Chinese and says why. */
public final class RefusedRequest extends ResponseStatusException {
    private static final long serialVersionUID = 1L;

    private final String problem;
    private final @Nullable String field;

    private RefusedRequest(HttpStatus status, String problem, @Nullable String field) {
        super(status, problem);
        this.problem = problem;
        this.field = field;
    }

    public static RefusedRequest notFound(String problem) {
        return new RefusedRequest(HttpStatus.NOT_FOUND, problem, null);
    }

    public static RefusedRequest conflict(String problem) {
        return new RefusedRequest(HttpStatus.CONFLICT, problem, null);
    }

    public static RefusedRequest againstTheRules(String problem) {
        return new RefusedRequest(HttpStatus.UNPROCESSABLE_CONTENT, problem, null);
    }

    /** The same of one field of the request. */
    public static RefusedRequest againstTheRules(String field, String problem) {
        return new RefusedRequest(HttpStatus.UNPROCESSABLE_CONTENT, problem, field);
    }

    String problem() {
        return problem;
    }

    List<Problems.FieldError> errors() {
        return field == null ? List.of() : List.of(new Problems.FieldError(field, problem));
    }
}
