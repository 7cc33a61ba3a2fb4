package com.andejia.crm.notifications.scenario;

import com.andejia.crm.events.DomainEvent;
import com.andejia.crm.notifications.staff.StaffDirectory;
import java.util.Map;
import java.util.Set;

/**
 * When this happens, those people are told this. A new scenario is one class that implements this and one entry in the
 * template file.
 */
public interface NotificationScenario<E extends DomainEvent> {

    /** The notification's type, and the name of its template. */
    String type();

    Class<E> event();

    /** The staff ids of those to be told. Nobody is told of what they did themselves, unless the scenario says why. */
    Set<String> recipients(E event, StaffDirectory staff);

    /**
     * Whether so many may be told that they are told in portions, lest everything else waits behind them. It then has no place
     * among the other events: fit for what stands alone.
     */
    default boolean inPortions() {
        return false;
    }

    /** What the template may say; becomes the notification's {@code data}. */
    Map<String, String> variables(E event);
}
