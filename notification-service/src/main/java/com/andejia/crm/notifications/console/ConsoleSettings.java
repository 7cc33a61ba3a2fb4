package com.andejia.crm.notifications.console;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What the console page has to know of its surroundings.
 *
 * @param customerService the origin of customer-service as browsers see it; empty where a gateway gives both services one
 * @param demoPeople whom it offers to sign in as; nobody but in a local run
 */
@ConfigurationProperties("crm.console")
record ConsoleSettings(String customerService, List<String> demoPeople) {}
