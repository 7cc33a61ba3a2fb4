package com.andejia.crm.notifications.scenario;

import com.andejia.crm.events.ResumeOrderStatusChanged;
import com.andejia.crm.notifications.staff.StaffDirectory;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

@Tells(when = "a worker takes orders, or takes none any more", whom = "the owner")
@Component
class ResumeOrderStatusChangedScenario implements NotificationScenario<ResumeOrderStatusChanged> {

    @Override
    public String type() {
        return "RESUME_ORDER_STATUS_CHANGED";
    }

    @Override
    public Class<ResumeOrderStatusChanged> event() {
        return ResumeOrderStatusChanged.class;
    }

    @Override
    public Set<String> recipients(ResumeOrderStatusChanged event, StaffDirectory staff) {
        return Audience.unlessActor(event.assignedTo(), event.actor());
    }

    @Override
    public Map<String, String> variables(ResumeOrderStatusChanged event) {
        return Variables.of(
                event, Map.of("oldStatus", Texts.orNone(event.oldStatus()), "newStatus", event.newStatus()));
    }
}
