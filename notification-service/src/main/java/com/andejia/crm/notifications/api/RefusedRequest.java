package com.andejia.crm.notifications.api;

import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/** Understood, but not to be done: 404, 409 or 422; the message is Chinese and says why. */
public final class RefusedRequest extends ResponseStatusException {
    private static final long serialVersionUID = 1L;

    private final String problem;

    private RefusedRequest(HttpStatus status, String problem) {
        super(status, problem);
        this.problem = problem;
    }

    public static RefusedRequest notFound(String problem) {
        return new RefusedRequest(HttpStatus.NOT_FOUND, problem);
    }

    public static RefusedRequest conflict(String problem) {
        return new RefusedRequest(HttpStatus.CONFLICT, problem);
    }

    public static RefusedRequest againstTheRules(String problem) {
        return new RefusedRequest(HttpStatus.UNPROCESSABLE_CONTENT, problem);
    }

    String problem() {
        return problem;
    }
}
