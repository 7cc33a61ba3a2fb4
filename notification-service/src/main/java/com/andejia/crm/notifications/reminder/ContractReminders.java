package com.andejia.crm.notifications.reminder;

import com.andejia.crm.events.ContractEvent;
import com.andejia.crm.events.ContractExpiringSoon;
import com.andejia.crm.events.ContractStatusChanged;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.NavigableSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Contracts that end soon. Their module may tell so itself, and then is the one that does; for those that it does not tell of,
 * this one keeps the ends.
 */
@Component
class ContractReminders {
    private static final Logger log = LoggerFactory.getLogger(ContractReminders.class);
    private static final int IN_FLIGHT = 16;

    private final Contracts contracts;
    private final ReminderRequests requests;
    private final NavigableSet<Integer> thresholds;
    private final Set<String> endedStatuses;
    private final ZoneId zone;

    ContractReminders(
            Contracts contracts,
            ReminderRequests requests,
            ReminderProperties properties,
            @Value("${crm.zone}") ZoneId zone) {
        this.contracts = contracts;
        this.requests = requests;
        this.thresholds = properties.thresholds();
        this.endedStatuses = properties.endedStatuses();
        this.zone = zone;
    }

    /** What the event changes about when somebody is to be reminded. */
    Mono<Void> follow(ContractEvent event, Instant time) {
        if (event instanceof ContractStatusChanged changed && endedStatuses.contains(changed.newStatus())) {
            return contracts.remove(event.contractId());
        } else if (event instanceof ContractExpiringSoon expiring) {
            LocalDate end = end(expiring, time);
            return contracts
                    .put(event, end)
                    .then(Mono.defer(() -> contracts.told(event.contractId(), end, expiring.daysLeft())));
        } else {
            return contracts.put(event, event.endDate());
        }
    }

    private LocalDate end(ContractExpiringSoon event, Instant time) {
        LocalDate said = event.endDate();
        return said == null ? time.atZone(zone).toLocalDate().plusDays(event.daysLeft()) : said;
    }

    Mono<Void> round(ZonedDateTime morning) {
        LocalDate today = morning.toLocalDate();
        return contracts
                .ending(today, today.plusDays(thresholds.last()))
                .flatMapDelayError(contract -> remind(contract, morning), IN_FLIGHT, IN_FLIGHT)
                .then(Mono.defer(() -> contracts.removeEnded(today)));
    }

    private Mono<Void> remind(Contract contract, ZonedDateTime morning) {
        return Mono.justOrEmpty(contract.due(morning.toLocalDate(), thresholds))
                .flatMap(threshold -> remind(contract, threshold, morning));
    }

    private Mono<Void> remind(Contract contract, int threshold, ZonedDateTime morning) {
        int daysLeft = contract.daysLeft(morning.toLocalDate());
        var event = new ContractExpiringSoon(
                contract.id(),
                contract.number(),
                contract.customerName(),
                contract.customerId(),
                contract.owner(),
                null,
                daysLeft,
                contract.endDate());
        String id = "reminder:CONTRACT_EXPIRING_SOON:%s:%s:%d".formatted(contract.id(), contract.endDate(), threshold);
        return requests.send(event, id, morning.toInstant())
                .then(Mono.defer(() -> contracts.told(contract.id(), contract.endDate(), daysLeft)))
                .doOnSuccess(done -> log.info("contract {} ends in {} days, owner told", contract.id(), daysLeft));
    }
}
