package com.andejia.crm.notifications.scenario;

import com.andejia.crm.events.CustomerStatusChanged;
import com.andejia.crm.notifications.staff.StaffDirectory;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** The owner is told when somebody else moves their customer to another status. */
@Tells(when = "a customer's contract status has changed", whom = "the owner")
@Component
class CustomerStatusChangedScenario implements NotificationScenario<CustomerStatusChanged> {

    @Override
    public String type() {
        return "CUSTOMER_STATUS_CHANGED";
    }

    @Override
    public Class<CustomerStatusChanged> event() {
        return CustomerStatusChanged.class;
    }

    @Override
    public Set<String> recipients(CustomerStatusChanged event, StaffDirectory staff) {
        return Audience.unlessActor(event.assignedTo(), event.actor());
    }

    @Override
    public Map<String, String> variables(CustomerStatusChanged event) {
        return Map.of(
                "customerId", event.customerId(),
                "customerNo", event.customerNo(),
                "customerName", event.customerName(),
                "oldStatus", event.oldStatus(),
                "newStatus", event.newStatus(),
                "actorName", event.actor().name());
    }
}
