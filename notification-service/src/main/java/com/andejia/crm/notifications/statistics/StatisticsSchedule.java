package com.andejia.crm.notifications.statistics;

import com.andejia.crm.notifications.schedule.ReplicaLock;
import com.andejia.crm.notifications.schedule.Rounds;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Settles days, on one replica at a time. */
@Configuration(proxyBeanMethods = false)
class StatisticsSchedule {

    @Bean
    Rounds statisticsRounds(DeliveryStatistics statistics, StatisticsProperties properties, ReplicaLock lock) {
        return new Rounds("statistics", properties.interval(), lock, statistics.settle());
    }
}
