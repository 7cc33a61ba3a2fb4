package com.andejia.crm.notifications.report;

import com.andejia.crm.notifications.schedule.ReplicaLock;
import com.andejia.crm.notifications.schedule.Rounds;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Looks at the clock, on one replica at a time. */
@Configuration(proxyBeanMethods = false)
class ReportSchedule {

    @Bean
    Rounds reportRounds(Reporting reporting, ReportProperties properties, ReplicaLock lock) {
        return new Rounds("reports", properties.interval(), lock, reporting.round());
    }
}
