package com.andejia.crm.notifications.statistics;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How notifications are counted.
 *
 * @param settledAfter how long after its end a day is counted for good: what is read later counts as unread
 * @param interval between two looks at whether there is such a day
 */
@ConfigurationProperties("crm.statistics")
record StatisticsProperties(Duration settledAfter, Duration interval) {}
