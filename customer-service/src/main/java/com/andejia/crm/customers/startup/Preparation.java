package com.andejia.crm.customers.startup;

import reactor.core.publisher.Mono;

/** Something that must be done before the first request is taken; safe to do again. */
@FunctionalInterface
public interface Preparation {
    Mono<Void> prepare();
}
