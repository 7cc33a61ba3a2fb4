package com.andejia.crm.customers.upkeep;

import com.andejia.crm.customers.schedule.Rounds;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Does the upkeep again and again, on one replica at a time. */
@Component
class UpkeepSchedule extends Rounds {
    private final Upkeep upkeep;
    private final UpkeepLock lock;

    UpkeepSchedule(Upkeep upkeep, UpkeepLock lock, UpkeepProperties properties) {
        super(properties.interval());
        this.upkeep = upkeep;
        this.lock = lock;
    }

    @Override
    protected Mono<Void> round() {
        return lock.alone(upkeep.round().then());
    }
}
