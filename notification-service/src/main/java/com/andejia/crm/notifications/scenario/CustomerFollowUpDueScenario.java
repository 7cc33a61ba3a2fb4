package com.andejia.crm.notifications.scenario;

import com.andejia.crm.events.CustomerFollowUpDue;
import com.andejia.crm.notifications.staff.StaffDirectory;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** The owner is reminded of a customer that nobody has been in touch with for long; nobody did it, so nobody is spared. */
@Tells(when = "nobody has been in touch with a customer for long", whom = "the owner")
@Component
class CustomerFollowUpDueScenario implements NotificationScenario<CustomerFollowUpDue> {

    @Override
    public String type() {
        return "CUSTOMER_FOLLOW_UP_DUE";
    }

    @Override
    public Class<CustomerFollowUpDue> event() {
        return CustomerFollowUpDue.class;
    }

    @Override
    public Set<String> recipients(CustomerFollowUpDue event, StaffDirectory staff) {
        return Set.of(event.assignedTo().id());
    }

    @Override
    public Map<String, String> variables(CustomerFollowUpDue event) {
        return Map.of(
                "customerId", event.customerId(),
                "customerNo", event.customerNo(),
                "customerName", event.customerName(),
                "days", String.valueOf(event.days()));
    }
}
