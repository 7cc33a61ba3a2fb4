package com.andejia.crm.localstack;

/** Something is in the way; the message says what, and what to do about it, to somebody who never saw this code. */
final class CannotStart extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CannotStart(String message) {
        super(message);
    }
}
