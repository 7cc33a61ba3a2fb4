package com.andejia.crm.notifications.scenario;

import com.andejia.crm.events.ContractSigned;
import com.andejia.crm.notifications.staff.StaffDirectory;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

@Tells(when = "a contract is signed by all sides", whom = "the owner and managers")
@Component
class ContractSignedScenario implements NotificationScenario<ContractSigned> {

    @Override
    public String type() {
        return "CONTRACT_SIGNED";
    }

    @Override
    public Class<ContractSigned> event() {
        return ContractSigned.class;
    }

    @Override
    public Set<String> recipients(ContractSigned event, StaffDirectory staff) {
        return Audience.withManagers(event.assignedTo(), event.actor(), staff);
    }

    @Override
    public Map<String, String> variables(ContractSigned event) {
        return Variables.of(event, Map.of());
    }
}
