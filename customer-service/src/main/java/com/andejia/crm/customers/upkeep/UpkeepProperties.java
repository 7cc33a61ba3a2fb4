package com.andejia.crm.customers.upkeep;

import com.andejia.crm.customers.startup.StartRefused;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How long a silence may be.
 *
 * @param interval between two looks at all customers
 * @param followUpAfter when the owner is reminded
 * @param reclaim whether a customer goes back to the public pool at all
 * @param reclaimAfter when it does
 */
@ConfigurationProperties("crm.upkeep")
record UpkeepProperties(Duration interval, Duration followUpAfter, boolean reclaim, Duration reclaimAfter) {
    UpkeepProperties {
        requirePositive("interval", interval);
        requirePositive("follow-up-after", followUpAfter);
        requirePositive("reclaim-after", reclaimAfter);
        if (reclaim && reclaimAfter.compareTo(followUpAfter) <= 0) {
            throw new StartRefused("crm.upkeep.reclaim-after must be longer than crm.upkeep.follow-up-after, "
                    + "or customers are taken from their owners unwarned");
        }
    }

    private static void requirePositive(String name, Duration duration) {
        if (duration.isZero() || duration.isNegative()) {
            throw new StartRefused("crm.upkeep." + name + " must be longer than nothing");
        }
    }
}
