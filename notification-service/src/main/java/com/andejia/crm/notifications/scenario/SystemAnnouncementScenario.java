package com.andejia.crm.notifications.scenario;

import com.andejia.crm.events.SystemAnnounced;
import com.andejia.crm.notifications.staff.StaffDirectory;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

@Tells(
        when = "an admin, or a system, has something to say to all",
        whom = "everybody, or everybody with the role it is for; not the one who said it")
@Component
class SystemAnnouncementScenario implements NotificationScenario<SystemAnnounced> {
    private static final String TITLE = "系统公告";

    /** Where it can be read, if it leads nowhere else. */
    private static final String ACTION_URL = "/notifications";

    @Override
    public String type() {
        return "SYSTEM_ANNOUNCEMENT";
    }

    @Override
    public Class<SystemAnnounced> event() {
        return SystemAnnounced.class;
    }

    @Override
    public Set<String> recipients(SystemAnnounced event, StaffDirectory staff) {
        String role = event.role();
        return Audience.withoutActor(role == null ? staff.everybody() : staff.withRole(role), event.actor());
    }

    @Override
    public boolean inPortions() {
        return true;
    }

    @Override
    public Map<String, String> variables(SystemAnnounced event) {
        return Map.of(
                "announcementId", event.announcementId(),
                "title", event.title() == null ? TITLE : event.title(),
                "content", event.content(),
                "actionUrl", event.actionUrl() == null ? ACTION_URL : event.actionUrl(),
                "actorName", Texts.nameOf(event.actor()));
    }
}
