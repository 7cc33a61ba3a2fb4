package com.andejia.crm.notifications.scenario;

import com.andejia.crm.events.StaffSecurityAlert;
import com.andejia.crm.notifications.staff.StaffDirectory;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

@Tells(when = "an account needs to be looked at by its owner", whom = "the one whose account it is")
@Component
class AccountSecurityScenario implements NotificationScenario<StaffSecurityAlert> {

    @Override
    public String type() {
        return "ACCOUNT_SECURITY";
    }

    @Override
    public Class<StaffSecurityAlert> event() {
        return StaffSecurityAlert.class;
    }

    @Override
    public Set<String> recipients(StaffSecurityAlert event, StaffDirectory staff) {
        return Set.of(event.staffId());
    }

    @Override
    public Map<String, String> variables(StaffSecurityAlert event) {
        return Map.of("staffId", event.staffId(), "summary", event.summary());
    }
}
