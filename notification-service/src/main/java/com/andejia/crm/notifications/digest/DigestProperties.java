package com.andejia.crm.notifications.digest;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * When a burst becomes a digest.
 *
 * @param alone how many of one type to one person stand alone; the next one within the window begins a digest
 * @param window in which they are counted, and how long a digest of a burst takes more in
 */
@ConfigurationProperties("crm.digest")
public record DigestProperties(int alone, Duration window) {
    public DigestProperties {
        if (alone < 1 || window.isNegative() || window.isZero()) {
            throw new IllegalArgumentException("crm.digest: alone and window must be positive");
        }
    }
}
