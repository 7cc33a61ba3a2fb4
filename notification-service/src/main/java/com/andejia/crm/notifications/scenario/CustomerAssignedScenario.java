package com.andejia.crm.notifications.scenario;

import com.andejia.crm.events.CustomerAssigned;
import com.andejia.crm.notifications.staff.StaffDirectory;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** The owner is told, even of a customer they entered themselves: the one notification that nobody may miss. */
@Tells(when = "a customer has an owner, or another one", whom = "the owner, even if they did it themselves")
@Component
class CustomerAssignedScenario implements NotificationScenario<CustomerAssigned> {

    @Override
    public String type() {
        return "CUSTOMER_ASSIGNED";
    }

    @Override
    public Class<CustomerAssigned> event() {
        return CustomerAssigned.class;
    }

    @Override
    public Set<String> recipients(CustomerAssigned event, StaffDirectory staff) {
        return Set.of(event.assignedTo().id());
    }

    @Override
    public Map<String, String> variables(CustomerAssigned event) {
        return Map.of(
                "customerId", event.customerId(),
                "customerNo", event.customerNo(),
                "customerName", event.customerName(),
                "phone", Texts.orUnknown(event.maskedPhone()),
                "leadSource", event.leadSource(),
                "actorName", event.actor().name());
    }
}
