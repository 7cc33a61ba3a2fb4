package com.andejia.crm.notifications.report;

import java.time.Duration;
import java.time.LocalTime;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * When reports are sent, by the agency's clock.
 *
 * @param dailyAt of every day
 * @param periodicAt of Mondays, and of the first of a month
 * @param interval between two looks at the clock
 * @param longestWait for events of the period that have not been counted yet
 */
@ConfigurationProperties("crm.reports")
record ReportProperties(LocalTime dailyAt, LocalTime periodicAt, Duration interval, Duration longestWait) {}
