package com.andejia.crm.customers.customer;

import com.andejia.crm.customers.api.Refusal;
import com.andejia.crm.customers.api.Refusal.Kind;

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

    /** What the person who entered it is told; itself if it is nothing that they entered. */
    RuntimeException shown() {
        return switch (of) {
            case PHONE -> Refusal.of(Kind.CONFLICT, "该手机号已存在");
            case WECHAT -> Refusal.of(Kind.CONFLICT, "该微信号已存在");
            case NUMBER, IDEMPOTENCY_KEY -> this;
        };
    }
}
