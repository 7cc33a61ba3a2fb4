package com.andejia.crm.notifications.scenario;

import com.andejia.crm.events.ResumeStatusChanged;
import com.andejia.crm.notifications.staff.StaffDirectory;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

@Tells(when = "a résumé's status has changed", whom = "the owner")
@Component
class ResumeStatusChangedScenario implements NotificationScenario<ResumeStatusChanged> {

    @Override
    public String type() {
        return "RESUME_STATUS_CHANGED";
    }

    @Override
    public Class<ResumeStatusChanged> event() {
        return ResumeStatusChanged.class;
    }

    @Override
    public Set<String> recipients(ResumeStatusChanged event, StaffDirectory staff) {
        return Audience.unlessActor(event.assignedTo(), event.actor());
    }

    @Override
    public Map<String, String> variables(ResumeStatusChanged event) {
        return Variables.of(
                event, Map.of("oldStatus", Texts.orNone(event.oldStatus()), "newStatus", event.newStatus()));
    }
}
