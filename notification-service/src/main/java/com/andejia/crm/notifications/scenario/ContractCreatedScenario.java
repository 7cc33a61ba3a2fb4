package com.andejia.crm.notifications.scenario;

import com.andejia.crm.events.ContractCreated;
import com.andejia.crm.notifications.staff.StaffDirectory;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

@Tells(when = "a contract was drawn up", whom = "the owner and managers")
@Component
class ContractCreatedScenario implements NotificationScenario<ContractCreated> {

    @Override
    public String type() {
        return "CONTRACT_CREATED";
    }

    @Override
    public Class<ContractCreated> event() {
        return ContractCreated.class;
    }

    @Override
    public Set<String> recipients(ContractCreated event, StaffDirectory staff) {
        return Audience.withManagers(event.assignedTo(), event.actor(), staff);
    }

    @Override
    public Map<String, String> variables(ContractCreated event) {
        return Variables.of(event, Map.of());
    }
}
