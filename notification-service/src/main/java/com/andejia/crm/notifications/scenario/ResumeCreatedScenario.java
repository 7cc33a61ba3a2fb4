package com.andejia.crm.notifications.scenario;

import com.andejia.crm.events.ResumeCreated;
import com.andejia.crm.notifications.staff.StaffDirectory;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

@Tells(when = "a worker's résumé was entered", whom = "managers, but not the one who entered it")
@Component
class ResumeCreatedScenario implements NotificationScenario<ResumeCreated> {

    @Override
    public String type() {
        return "RESUME_CREATED";
    }

    @Override
    public Class<ResumeCreated> event() {
        return ResumeCreated.class;
    }

    @Override
    public Set<String> recipients(ResumeCreated event, StaffDirectory staff) {
        return Audience.withoutActor(staff.managers(), event.actor());
    }

    @Override
    public Map<String, String> variables(ResumeCreated event) {
        return Variables.of(event, Map.of("jobType", Texts.orUnknown(event.jobType())));
    }
}
