package com.andejia.crm.customers.staff;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Everybody who works or worked here. */
public interface StaffMembers {
    /** A member with what this service alone knows: their password's hash and the version to change them by. */
    record Entry(Staff staff, @Nullable String passwordHash, long version) {}

    Flux<Staff> all();

    Mono<Entry> find(String id);

    /** Adds them and emits the event; empty if there is already someone of that id. */
    Mono<Staff> add(Staff staff, @Nullable String passwordHash);

    /** Changes them, if they still have that version, and emits the event; empty if they have moved on. */
    Mono<Staff> change(Entry changed);
}
