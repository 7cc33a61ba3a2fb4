package com.andejia.crm.notifications.scenario;

import com.andejia.crm.events.ContractExpiringSoon;
import com.andejia.crm.notifications.staff.StaffDirectory;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

@Tells(when = "a contract ends soon", whom = "the owner")
@Component
class ContractExpiringSoonScenario implements NotificationScenario<ContractExpiringSoon> {

    @Override
    public String type() {
        return "CONTRACT_EXPIRING_SOON";
    }

    @Override
    public Class<ContractExpiringSoon> event() {
        return ContractExpiringSoon.class;
    }

    @Override
    public Set<String> recipients(ContractExpiringSoon event, StaffDirectory staff) {
        return Set.of(event.assignedTo().id());
    }

    @Override
    public Map<String, String> variables(ContractExpiringSoon event) {
        return Variables.of(event, Map.of("daysLeft", String.valueOf(event.daysLeft())));
    }
}
