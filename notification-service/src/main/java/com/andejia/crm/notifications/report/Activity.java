package com.andejia.crm.notifications.report;

import com.andejia.crm.events.ContractSigned;
import com.andejia.crm.events.CustomerCreated;
import com.andejia.crm.events.CustomerFollowUpAdded;
import com.andejia.crm.events.DomainEvent;
import com.andejia.crm.events.EventAttributes;
import com.andejia.crm.events.Person;
import java.time.Instant;
import java.util.Optional;

/**
 * Something that somebody has done and that reports count. It does not say to whom: an erasure leaves nothing to erase here.
 *
 * @param eventId of the event that tells of it: however often that comes, it counts once
 * @param person the staff id of whoever it is put down to
 * @param at the event's own time
 */
public record Activity(String eventId, String person, Kind kind, Instant at) {
    /** What is counted. */
    public enum Kind {
        NEW_CUSTOMER,
        FOLLOW_UP,
        CONTRACT_SIGNED
    }

    /**
     * What the event says that somebody has done; empty for most. A customer is put down to whoever entered it and not to the
     * owner, who may change; a contract to its owner, whoever signed it.
     */
    static Optional<Activity> of(EventAttributes about, DomainEvent event) {
        if (event instanceof CustomerCreated created) {
            return activity(about, created.actor(), Kind.NEW_CUSTOMER);
        } else if (event instanceof CustomerFollowUpAdded added) {
            return activity(about, added.actor(), Kind.FOLLOW_UP);
        } else if (event instanceof ContractSigned signed) {
            return activity(about, signed.assignedTo(), Kind.CONTRACT_SIGNED);
        } else {
            return Optional.empty();
        }
    }

    private static Optional<Activity> activity(EventAttributes about, Person person, Kind kind) {
        return Optional.of(new Activity(about.id(), person.id(), kind, about.time()));
    }
}
