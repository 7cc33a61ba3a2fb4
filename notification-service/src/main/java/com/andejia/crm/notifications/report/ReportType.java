package com.andejia.crm.notifications.report;

import com.andejia.crm.notifications.scenario.Tells;
import com.andejia.crm.notifications.staff.StaffDirectory;
import java.util.Set;

/** The reports there are, by their notification types, and who gets them. */
enum ReportType {
    @Tells(when = "every day at 18:00, of the 24 hours before", whom = "everybody active")
    DAILY_REPORT_PERSONAL,
    @Tells(when = "the same, with the first three places", whom = "managers")
    DAILY_REPORT_TEAM,
    @Tells(when = "Mondays at 09:00, of the week just ended", whom = "everybody active")
    WEEKLY_REPORT,
    @Tells(when = "the first of a month at 09:00, of the month just ended", whom = "everybody active")
    MONTHLY_REPORT;

    Set<String> audience(StaffDirectory staff) {
        return isOfTheTeam() ? staff.managers() : staff.everybody();
    }

    boolean isOfTheTeam() {
        return this == DAILY_REPORT_TEAM;
    }
}
