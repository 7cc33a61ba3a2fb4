package com.andejia.crm.localstack;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggerContextListener;
import java.util.Map;
import org.slf4j.LoggerFactory;

/**
 * Keeps the broker and the database that run inside a service's tests from filling its log. Survives that Spring Boot
 * resets Logback when the first context starts; what the service itself says about a level wins.
 */
final class QuietLevels implements LoggerContextListener {
    private static final Map<String, Level> LEVELS = Map.of(
            "kafka", Level.WARN,
            "org.apache.kafka", Level.WARN,
            "state.change.logger", Level.WARN,
            // Warns of every start.
            "org.apache.kafka.controller", Level.ERROR,
            // Warns of every client that is still there when it stops.
            "de.bwaldvogel.mongo", Level.ERROR,
            "org.testcontainers", Level.WARN,
            "tc", Level.WARN,
            "com.github.dockerjava", Level.WARN,
            // Not finding Docker is an answer, not a failure.
            "org.testcontainers.dockerclient", Level.OFF);

    private QuietLevels() {}

    static void install() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            context.addListener(new QuietLevels());
            apply(context);
        }
    }

    static void apply(LoggerContext context) {
        LEVELS.forEach((name, level) -> {
            Logger logger = context.getLogger(name);
            if (logger.getLevel() == null) {
                logger.setLevel(level);
            }
        });
    }

    @Override
    public boolean isResetResistant() {
        return true;
    }

    @Override
    public void onReset(LoggerContext context) {
        apply(context);
    }

    @Override
    public void onStart(LoggerContext context) {}

    @Override
    public void onStop(LoggerContext context) {}

    @Override
    public void onLevelChange(Logger logger, Level level) {}
}
