package com.andejia.crm.customers.importing;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;

/**
 * How imports are run.
 *
 * @param maxSize of a file
 * @param lease how long an import of a replica that is gone waits for another one
 * @param kept how long a finished import can be looked up
 */
@ConfigurationProperties("crm.import")
public record ImportProperties(DataSize maxSize, Duration lease, Duration kept) {}
