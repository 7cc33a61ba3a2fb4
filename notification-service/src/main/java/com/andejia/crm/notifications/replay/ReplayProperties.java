package com.andejia.crm.notifications.replay;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How replays go beside everything else.
 *
 * @param recordsPerSecond how many records are read at most
 * @param room a replay waits while the feed has as many requests to write
 * @param silence a replay that has not said for as long how far it is runs no longer
 * @param lookEvery how often it is looked for such
 */
@ConfigurationProperties("crm.replays")
record ReplayProperties(int recordsPerSecond, int room, Duration silence, Duration lookEvery) {
    ReplayProperties {
        if (recordsPerSecond < 1 || room < 1) {
            throw new IllegalArgumentException("crm.replays: records-per-second and room must be positive");
        }
    }
}
