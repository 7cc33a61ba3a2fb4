package com.andejia.crm.notifications.scenario;

import com.andejia.crm.events.ResumeFollowUpDue;
import com.andejia.crm.notifications.staff.StaffDirectory;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

@Tells(when = "nobody has been in touch with a worker for long", whom = "the owner")
@Component
class ResumeFollowUpDueScenario implements NotificationScenario<ResumeFollowUpDue> {

    @Override
    public String type() {
        return "RESUME_FOLLOW_UP_DUE";
    }

    @Override
    public Class<ResumeFollowUpDue> event() {
        return ResumeFollowUpDue.class;
    }

    @Override
    public Set<String> recipients(ResumeFollowUpDue event, StaffDirectory staff) {
        return Set.of(event.assignedTo().id());
    }

    @Override
    public Map<String, String> variables(ResumeFollowUpDue event) {
        return Variables.of(event, Map.of("days", String.valueOf(event.days())));
    }
}
