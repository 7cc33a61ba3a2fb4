package com.andejia.crm.customers.ratelimit;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How often is too often, in each replica for itself.
 *
 * @param loginAttempts of one address, right ones included: bounds what hashing passwords costs
 * @param loginFailuresOfAddress wrong passwords from one address
 * @param loginFailuresOfUser wrong passwords for one user, wherever they come from
 * @param websiteLeads of one address
 */
@ConfigurationProperties("crm.rate-limits")
public record RateLimitProperties(
        Limit loginAttempts, Limit loginFailuresOfAddress, Limit loginFailuresOfUser, Limit websiteLeads) {

    /** So many within a period. */
    public record Limit(int limit, Duration period) {}
}
