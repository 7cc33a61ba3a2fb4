package com.andejia.crm.notifications.support;

import com.andejia.crm.localstack.TestStack;
import java.util.UUID;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** Points the service at a real broker, a real wire protocol and an issuer of tokens. */
public final class RealParts implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    public static final TestIssuer ISSUER = TestIssuer.start();

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        TestStack stack = TestStack.shared();
        TestPropertyValues.of(
                        "spring.kafka.bootstrap-servers=" + stack.bootstrapServers(),
                        "spring.mongodb.uri=" + stack.mongoUri("notifications-" + UUID.randomUUID()),
                        "crm.identity.jwks-uri=" + ISSUER.jwksUri(),
                        "crm.web.allowed-origins=https://crm.example",
                        "crm.topics.partitions=3",
                        // A handful of people are more than one portion.
                        "crm.portions.size=2",
                        "crm.quiet-hours.look-every=500ms",
                        "crm.quiet-hours.settle=200ms",
                        // Tests say themselves what time it is.
                        "crm.reports.interval=1d",
                        "crm.reminders.interval=1d",
                        "crm.statistics.interval=1d",
                        // All tests share the topics.
                        "crm.replays.records-per-second=10000",
                        "springdoc.api-docs.enabled=true",
                        "management.server.port=0")
                .applyTo(context);
    }
}
