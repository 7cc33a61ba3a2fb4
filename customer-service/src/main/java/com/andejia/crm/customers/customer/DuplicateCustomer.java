package com.andejia.crm.customers.customer;

/** Something that must be unique is taken. */
public final class DuplicateCustomer extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What is taken. */
    public enum Of {
        PHONE,
        WECHAT,
        NUMBER,
        IDEMPOTENCY_KEY
    }

    private final Of of;

    /** Without the cause, whose text quotes the value. */
    public DuplicateCustomer(Of of) {
        super("duplicate " + of, null, false, false);
        this.of = of;
    }

    Of of() {
        return of;
    }
}
