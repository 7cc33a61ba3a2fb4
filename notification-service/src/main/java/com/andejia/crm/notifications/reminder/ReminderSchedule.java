package com.andejia.crm.notifications.reminder;

import com.andejia.crm.notifications.schedule.ReplicaLock;
import com.andejia.crm.notifications.schedule.Rounds;
import java.time.Clock;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;

/** Reminds from the morning of each day on, on one replica at a time, and leaves people in peace before it. */
@Configuration(proxyBeanMethods = false)
class ReminderSchedule {

    @Bean
    Rounds reminderRounds(
            ContractReminders contracts,
            ResumeReminders resumes,
            ReminderProperties properties,
            ReplicaLock lock,
            Clock clock,
            @Value("${crm.zone}") ZoneId zone) {
        Mono<Void> round = Mono.defer(() -> {
            ZonedDateTime now = clock.instant().atZone(zone);
            ZonedDateTime morning = morning(now, properties.at());
            return now.isBefore(morning)
                    ? Mono.empty()
                    : Mono.whenDelayError(contracts.round(morning), resumes.round(morning));
        });
        return new Rounds("reminders", properties.interval(), lock, round);
    }

    private static ZonedDateTime morning(ZonedDateTime now, LocalTime at) {
        return now.toLocalDate().atTime(at).atZone(now.getZone());
    }
}
