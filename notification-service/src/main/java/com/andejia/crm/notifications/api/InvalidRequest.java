package com.andejia.crm.notifications.api;

import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/** 400: a parameter or field that cannot be taken; the message is Chinese and says what can. */
public final class InvalidRequest extends ResponseStatusException {
    private static final long serialVersionUID = 1L;

    private final String field;
    private final String problem;

    public InvalidRequest(String field, String problem) {
        super(HttpStatus.BAD_REQUEST, problem);
        this.field = field;
        this.problem = problem;
    }

    String field() {
        return field;
    }

    String problem() {
        return problem;
    }
}
