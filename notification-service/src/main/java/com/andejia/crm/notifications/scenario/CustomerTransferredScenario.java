package com.andejia.crm.notifications.scenario;

import com.andejia.crm.events.CustomerTransferred;
import com.andejia.crm.notifications.staff.StaffDirectory;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** The new owner is told who handed a customer over to them, and why. */
@Tells(when = "a customer was handed over to a colleague", whom = "the new owner")
@Component
class CustomerTransferredScenario implements NotificationScenario<CustomerTransferred> {

    @Override
    public String type() {
        return "CUSTOMER_TRANSFERRED";
    }

    @Override
    public Class<CustomerTransferred> event() {
        return CustomerTransferred.class;
    }

    @Override
    public Set<String> recipients(CustomerTransferred event, StaffDirectory staff) {
        return Audience.unlessActor(event.assignedTo(), event.actor());
    }

    @Override
    public Map<String, String> variables(CustomerTransferred event) {
        return Map.of(
                "customerId", event.customerId(),
                "customerNo", event.customerNo(),
                "customerName", event.customerName(),
                "phone", Texts.orUnknown(event.maskedPhone()),
                "leadSource", event.leadSource(),
                "previousOwner", event.previousOwner().name(),
                "reason", Texts.orUnknown(event.reason()),
                "actorName", event.actor().name());
    }
}
