package com.andejia.crm.notifications.scenario;

import com.andejia.crm.events.CustomerReclaimed;
import com.andejia.crm.notifications.staff.StaffDirectory;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** The old owner is told that a customer went back to the public pool, unless they gave it up themselves. */
@Tells(when = "a customer went back to the public pool", whom = "the one who owned it")
@Component
class CustomerReclaimedScenario implements NotificationScenario<CustomerReclaimed> {

    @Override
    public String type() {
        return "CUSTOMER_RECLAIMED";
    }

    @Override
    public Class<CustomerReclaimed> event() {
        return CustomerReclaimed.class;
    }

    @Override
    public Set<String> recipients(CustomerReclaimed event, StaffDirectory staff) {
        return Audience.unlessActor(event.previousOwner(), event.actor());
    }

    @Override
    public Map<String, String> variables(CustomerReclaimed event) {
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
