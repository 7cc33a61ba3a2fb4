package com.andejia.crm.notifications.intake;

import com.andejia.crm.events.CustomerAssigned;
import com.andejia.crm.events.CustomerReclaimed;
import com.andejia.crm.events.CustomerTransferred;
import com.andejia.crm.events.DomainEvent;
import com.andejia.crm.events.Person;
import com.andejia.crm.notifications.feed.StateRequest;
import com.andejia.crm.notifications.record.EventDecoder.Received;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whoever a customer is taken from need not act on what they were told of it. Of an erased one nothing is left that they could act
 * on.
 */
final class OwnerChange {
    /** What asks its reader to do something because they are the owner. */
    private static final Set<String> OWNERS_TASKS = Set.of(
            "CUSTOMER_ASSIGNED", "CUSTOMER_ASSIGNED_FROM_POOL", "CUSTOMER_TRANSFERRED", "CUSTOMER_FOLLOW_UP_DUE");

    private OwnerChange() {}

    static Optional<StateRequest> resolving(Received received) {
        Person previous = previousOwner(received.event());
        return previous == null
                ? Optional.empty()
                : Optional.of(new StateRequest.Resolve(
                        previous.id(),
                        received.event().subject(),
                        received.attributes().id(),
                        received.attributes().time(),
                        OWNERS_TASKS));
    }

    private static @Nullable Person previousOwner(DomainEvent event) {
        if (event instanceof CustomerAssigned assigned) {
            return assigned.previousOwner();
        }
        if (event instanceof CustomerTransferred transferred) {
            return transferred.previousOwner();
        }
        return event instanceof CustomerReclaimed reclaimed ? reclaimed.previousOwner() : null;
    }
}
