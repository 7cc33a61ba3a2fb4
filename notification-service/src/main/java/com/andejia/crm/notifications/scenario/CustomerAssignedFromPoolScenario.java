package com.andejia.crm.notifications.scenario;

import com.andejia.crm.events.CustomerAssignedFromPool;
import com.andejia.crm.notifications.staff.StaffDirectory;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** The new owner is told of a customer that a manager gave them from the public pool. */
@Tells(when = "a manager gave a customer of the public pool to somebody", whom = "the new owner")
@Component
class CustomerAssignedFromPoolScenario implements NotificationScenario<CustomerAssignedFromPool> {

    @Override
    public String type() {
        return "CUSTOMER_ASSIGNED_FROM_POOL";
    }

    @Override
    public Class<CustomerAssignedFromPool> event() {
        return CustomerAssignedFromPool.class;
    }

    @Override
    public Set<String> recipients(CustomerAssignedFromPool event, StaffDirectory staff) {
        return Audience.unlessActor(event.assignedTo(), event.actor());
    }

    @Override
    public Map<String, String> variables(CustomerAssignedFromPool event) {
        return Map.of(
                "customerId", event.customerId(),
                "customerNo", event.customerNo(),
                "customerName", event.customerName(),
                "phone", Texts.orUnknown(event.maskedPhone()),
                "leadSource", event.leadSource(),
                "reason", Texts.orUnknown(event.reason()),
                "actorName", event.actor().name());
    }
}
