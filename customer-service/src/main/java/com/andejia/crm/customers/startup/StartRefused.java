package com.andejia.crm.customers.startup;

/** This configuration must not be served; the message says what to change. */
public final class StartRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StartRefused(String message) {
        super(message);
    }
}
