package com.andejia.crm.notifications.report;

import com.andejia.crm.notifications.staff.StaffDirectory;
import java.util.Set;

/** The reports there are, by their notification types, and who gets them. */
enum ReportType {
    DAILY_REPORT_PERSONAL,
    DAILY_REPORT_TEAM,
    WEEKLY_REPORT,
    MONTHLY_REPORT;

    Set<String> audience(StaffDirectory staff) {
        return isOfTheTeam() ? staff.managers() : staff.everybody();
    }

    boolean isOfTheTeam() {
        return this == DAILY_REPORT_TEAM;
    }
}
