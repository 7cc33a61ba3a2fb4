package com.andejia.crm.notifications.scenario;

import com.andejia.crm.events.ContractStatusChanged;
import com.andejia.crm.notifications.staff.StaffDirectory;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

@Tells(when = "a contract's status has changed", whom = "the owner")
@Component
class ContractStatusChangedScenario implements NotificationScenario<ContractStatusChanged> {

    @Override
    public String type() {
        return "CONTRACT_STATUS_CHANGED";
    }

    @Override
    public Class<ContractStatusChanged> event() {
        return ContractStatusChanged.class;
    }

    @Override
    public Set<String> recipients(ContractStatusChanged event, StaffDirectory staff) {
        return Audience.unlessActor(event.assignedTo(), event.actor());
    }

    @Override
    public Map<String, String> variables(ContractStatusChanged event) {
        return Variables.of(
                event, Map.of("oldStatus", Texts.orNone(event.oldStatus()), "newStatus", event.newStatus()));
    }
}
