package com.andejia.crm.notifications.redrive;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How what was set aside is treated.
 *
 * @param attempts how often one may be sent again
 * @param keptFor how long it is known what became of it; the record itself is kept as long as its topic keeps it
 */
@ConfigurationProperties("crm.dead-letters")
public record RedriveProperties(int attempts, Duration keptFor) {}
