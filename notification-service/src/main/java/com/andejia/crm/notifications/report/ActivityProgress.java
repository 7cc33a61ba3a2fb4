package com.andejia.crm.notifications.report;

import java.time.Instant;
import reactor.core.publisher.Mono;

/** How far what people do has been counted. */
interface ActivityProgress {

    /** Whether everything that had been published by that time has been counted. */
    Mono<Boolean> hasPassed(Instant time);
}
