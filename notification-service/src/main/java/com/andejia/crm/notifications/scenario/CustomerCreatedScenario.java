package com.andejia.crm.notifications.scenario;

import com.andejia.crm.events.CustomerCreated;
import com.andejia.crm.events.Person;
import com.andejia.crm.notifications.staff.StaffDirectory;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Managers see what comes in, but not what they entered or own themselves. */
@Tells(
        when = "a customer was entered, or came in over the website",
        whom = "managers, but neither the one who entered it nor the owner")
@Component
class CustomerCreatedScenario implements NotificationScenario<CustomerCreated> {

    @Override
    public String type() {
        return "CUSTOMER_CREATED";
    }

    @Override
    public Class<CustomerCreated> event() {
        return CustomerCreated.class;
    }

    @Override
    public Set<String> recipients(CustomerCreated event, StaffDirectory staff) {
        Person owner = event.assignedTo();
        return staff.managers().stream()
                .filter(manager -> !manager.equals(event.actor().id()))
                .filter(manager -> owner == null || !manager.equals(owner.id()))
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Map<String, String> variables(CustomerCreated event) {
        Person owner = event.assignedTo();
        return Map.of(
                "customerId", event.customerId(),
                "customerNo", event.customerNo(),
                "customerName", event.customerName(),
                "phone", Texts.orUnknown(event.maskedPhone()),
                "leadSource", event.leadSource(),
                "actorName", event.actor().name(),
                "ownerName", owner == null ? Texts.NONE : owner.name());
    }
}
