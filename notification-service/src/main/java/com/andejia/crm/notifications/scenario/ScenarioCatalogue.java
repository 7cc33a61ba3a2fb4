package com.andejia.crm.notifications.scenario;

import com.andejia.crm.events.DomainEvent;
import com.andejia.crm.events.EventTypes;
import com.andejia.crm.notifications.staff.StaffDirectory;
import com.andejia.crm.notifications.template.Templates;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** All scenarios there are. What the service consumes follows from them. */
@Component
public class ScenarioCatalogue {
    private final Map<Class<?>, List<NotificationScenario<?>>> byEvent;
    private final List<NotificationScenario<?>> scenarios;
    private final StaffDirectory staff;

    /** Refuses two scenarios of one type, and one that has no template. */
    ScenarioCatalogue(List<NotificationScenario<?>> scenarios, Templates templates, StaffDirectory staff) {
        Map<String, NotificationScenario<?>> byType = new HashMap<>();
        for (NotificationScenario<?> scenario : scenarios) {
            templates.require(scenario.type());
            if (byType.put(scenario.type(), scenario) != null) {
                throw new IllegalStateException("two scenarios are called " + scenario.type());
            }
        }
        this.scenarios = List.copyOf(scenarios);
        this.byEvent = scenarios.stream().collect(Collectors.groupingBy(NotificationScenario::event));
        this.staff = staff;
    }

    /** The topics that the scenarios' events travel on. */
    public String[] topics() {
        return byEvent.keySet().stream()
                .map(event -> EventTypes.of(event.asSubclass(DomainEvent.class)).topic())
                .distinct()
                .sorted()
                .toArray(String[]::new);
    }

    List<NotificationScenario<?>> all() {
        return scenarios;
    }

    /** What the event means to whom; empty if it concerns nobody. */
    public Stream<Match> match(DomainEvent event) {
        return byEvent.getOrDefault(event.getClass(), List.of()).stream().map(scenario -> match(scenario, event));
    }

    private <E extends DomainEvent> Match match(NotificationScenario<E> scenario, DomainEvent event) {
        E typed = scenario.event().cast(event);
        return new Match(
                scenario.type(), scenario.recipients(typed, staff), scenario.variables(typed), scenario.inPortions());
    }

    /** One scenario applied to one event. */
    public record Match(String type, Set<String> recipients, Map<String, String> variables, boolean inPortions) {}
}
