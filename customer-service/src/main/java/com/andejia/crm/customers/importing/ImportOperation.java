package com.andejia.crm.customers.importing;

import com.andejia.crm.customers.staff.Actor;
import com.andejia.crm.customers.staff.Role;
import com.andejia.crm.events.Operation;
import com.andejia.crm.events.Person;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One import, from the moment its file is read.
 *
 * @param total how many rows it has
 * @param size how many of them are to become customers, as far as the file tells
 * @param resumedAt when the one who works on it took it over
 * @param doneBefore how many rows were done by then
 */
public record ImportOperation(
        String id,
        Person startedBy,
        State state,
        int total,
        int size,
        Instant startedAt,
        @Nullable Instant resumedAt,
        int doneBefore,
        @Nullable Instant finishedAt) {

    /** Stored and shown by name. */
    public enum State {
        /** Its rows are being stored; nobody has been told of it yet. */
        RECEIVING,
        RUNNING,
        FINISHED
    }

    static ImportOperation receiving(String id, Person startedBy, Instant now) {
        return new ImportOperation(id, startedBy, State.RECEIVING, 0, 0, now, null, 0, null);
    }

    public boolean isFinished() {
        return state == State.FINISHED;
    }

    /** Who enters the customers. Only managers start imports, so that is what they were. */
    Actor actor() {
        return new Actor(startedBy.id(), startedBy.name(), Set.of(Role.MANAGER));
    }

    Operation inEvents() {
        return new Operation(id, size);
    }
}
