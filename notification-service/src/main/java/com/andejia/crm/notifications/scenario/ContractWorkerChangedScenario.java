package com.andejia.crm.notifications.scenario;

import com.andejia.crm.events.ContractWorkerChanged;
import com.andejia.crm.notifications.staff.StaffDirectory;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

@Tells(when = "somebody else does the work of a contract", whom = "the owner")
@Component
class ContractWorkerChangedScenario implements NotificationScenario<ContractWorkerChanged> {

    @Override
    public String type() {
        return "CONTRACT_WORKER_CHANGED";
    }

    @Override
    public Class<ContractWorkerChanged> event() {
        return ContractWorkerChanged.class;
    }

    @Override
    public Set<String> recipients(ContractWorkerChanged event, StaffDirectory staff) {
        return Audience.unlessActor(event.assignedTo(), event.actor());
    }

    @Override
    public Map<String, String> variables(ContractWorkerChanged event) {
        return Variables.of(
                event, Map.of("oldWorker", Texts.orNone(event.oldWorker()), "newWorker", event.newWorker()));
    }
}
