package com.andejia.crm.notifications.scenario;

import com.andejia.crm.events.DomainEvent;
import com.andejia.crm.notifications.template.TemplateVariables;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What a text may mention is what its scenario says of an event; so it asks each scenario about a specimen. */
@Component
class ScenarioVariables implements TemplateVariables {
    private final Map<String, Set<String>> byType;

    ScenarioVariables(ScenarioCatalogue catalogue) {
        byType = catalogue.all().stream()
                .collect(Collectors.toUnmodifiableMap(NotificationScenario::type, ScenarioVariables::names));
    }

    private static <E extends DomainEvent> Set<String> names(NotificationScenario<E> scenario) {
        return Set.copyOf(scenario.variables(Specimen.of(scenario.event())).keySet());
    }

    @Override
    public Optional<Set<String>> of(String type) {
        return Optional.ofNullable(byType.get(type));
    }
}
