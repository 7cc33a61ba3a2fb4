package com.andejia.crm.notifications.scenario;

import com.andejia.crm.events.ResumeAssigned;
import com.andejia.crm.notifications.staff.StaffDirectory;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

@Tells(when = "a résumé has somebody who looks after it, or somebody else", whom = "the new owner")
@Component
class ResumeAssignedScenario implements NotificationScenario<ResumeAssigned> {

    @Override
    public String type() {
        return "RESUME_ASSIGNED";
    }

    @Override
    public Class<ResumeAssigned> event() {
        return ResumeAssigned.class;
    }

    @Override
    public Set<String> recipients(ResumeAssigned event, StaffDirectory staff) {
        return Audience.unlessActor(event.assignedTo(), event.actor());
    }

    @Override
    public Map<String, String> variables(ResumeAssigned event) {
        return Variables.of(event, Map.of("reason", Texts.orUnknown(event.reason())));
    }
}
