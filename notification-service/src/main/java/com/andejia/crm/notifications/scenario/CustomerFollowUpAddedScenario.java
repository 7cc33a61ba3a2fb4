package com.andejia.crm.notifications.scenario;

import com.andejia.crm.events.CustomerFollowUpAdded;
import com.andejia.crm.notifications.staff.StaffDirectory;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** The owner is told when somebody else was in touch with their customer. */
@Tells(when = "somebody was in touch with a customer", whom = "the owner")
@Component
class CustomerFollowUpAddedScenario implements NotificationScenario<CustomerFollowUpAdded> {

    @Override
    public String type() {
        return "CUSTOMER_FOLLOW_UP_ADDED";
    }

    @Override
    public Class<CustomerFollowUpAdded> event() {
        return CustomerFollowUpAdded.class;
    }

    @Override
    public Set<String> recipients(CustomerFollowUpAdded event, StaffDirectory staff) {
        return Audience.unlessActor(event.assignedTo(), event.actor());
    }

    @Override
    public Map<String, String> variables(CustomerFollowUpAdded event) {
        return Map.of(
                "customerId", event.customerId(),
                "customerNo", event.customerNo(),
                "customerName", event.customerName(),
                "summary", event.summary(),
                "actorName", event.actor().name());
    }
}
