package com.andejia.crm.notifications.statistics;

import java.time.LocalDate;
import java.time.ZoneId;
import reactor.core.publisher.Mono;

/** Days long enough ago that they have been counted for good, and outlive the notifications they were counted from. */
public interface SettledDays {

    /** Empty if it has not been settled. */
    Mono<Statistics> find(LocalDate day, ZoneId zone);

    Mono<Void> put(LocalDate day, ZoneId zone, Statistics statistics);
}
