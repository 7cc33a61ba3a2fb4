package com.andejia.crm.notifications.console;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What the console page has to know of its surroundings.
 *
 * @param customerService the origin of customer-service as browsers see it; empty where a gateway gives both services one
 * @param local whether it is a local run, with people to sign in as by a click and customers to make up
 */
@ConfigurationProperties("crm.console")
record ConsoleSettings(String customerService, boolean local) {}
