package com.andejia.crm.notifications.scenario;

import com.andejia.crm.events.StaffPermissionChanged;
import com.andejia.crm.notifications.staff.StaffDirectory;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

@Tells(when = "somebody may do more than before, or less", whom = "the one whose permissions they are")
@Component
class PermissionChangedScenario implements NotificationScenario<StaffPermissionChanged> {

    @Override
    public String type() {
        return "PERMISSION_CHANGED";
    }

    @Override
    public Class<StaffPermissionChanged> event() {
        return StaffPermissionChanged.class;
    }

    @Override
    public Set<String> recipients(StaffPermissionChanged event, StaffDirectory staff) {
        return Audience.withoutActor(Set.of(event.staffId()), event.actor());
    }

    @Override
    public Map<String, String> variables(StaffPermissionChanged event) {
        return Map.of(
                "staffId", event.staffId(),
                "summary", event.summary(),
                "actorName", Texts.nameOf(event.actor()));
    }
}
