package com.andejia.crm.notifications.api;

import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/** 422: understood, but against a rule of the business; the message is Chinese and says which. */
public final class Refused extends ResponseStatusException {
    private static final long serialVersionUID = 1L;

    private final String field;
    private final String problem;

    public Refused(String field, String problem) {
        super(HttpStatus.UNPROCESSABLE_CONTENT, problem);
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
