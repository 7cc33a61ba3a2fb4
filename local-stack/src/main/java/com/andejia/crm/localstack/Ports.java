package com.andejia.crm.localstack;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where everything listens, and the environment variables that move it. */
record Ports(int kafka, int mongo, int customer, int notification, int customerManagement, int notificationManagement) {
    private record Choice(int port, String user, String variable) {}

    static Ports from(Map<String, String> environment) {
        return new Ports(
                port(environment, "CRM_KAFKA_PORT", 9092),
                port(environment, "CRM_MONGO_PORT", 27017),
                port(environment, "CRM_CUSTOMER_PORT", 8081),
                port(environment, "CRM_NOTIFICATION_PORT", 8082),
                port(environment, "CRM_CUSTOMER_MANAGEMENT_PORT", 9081),
                port(environment, "CRM_NOTIFICATION_MANAGEMENT_PORT", 9082));
    }

    private static int port(Map<String, String> environment, String variable, int usual) {
        String given = environment.getOrDefault(variable, "");
        if (given.isBlank()) {
            return usual;
        }
        if (!given.matches("[0-9]{1,5}") || Integer.parseInt(given) < 1 || Integer.parseInt(given) > 65_535) {
            throw new CannotStart("%s is \"%s\": it must be a port, from 1 to 65535.".formatted(variable, given));
        }
        return Integer.parseInt(given);
    }

    /**
     * Before anything is started: a port found taken halfway would leave half of it running.
     *
     * @throws CannotStart naming every port that is in use, who wants it, and how to choose another
     */
    void requireFree() {
        Map<Integer, String> wanted = new HashMap<>();
        StringBuilder trouble = new StringBuilder();
        for (Choice choice : choices()) {
            String other = wanted.putIfAbsent(choice.port(), choice.user());
            if (other != null) {
                trouble.append("Port %d is meant for %s and for %s: set %s to another.%n"
                        .formatted(choice.port(), other, choice.user(), choice.variable()));
            } else if (!FreePorts.isFree(choice.port())) {
                trouble.append("Port %d (%s) is taken by another program: stop it or set %s.%n"
                        .formatted(choice.port(), choice.user(), choice.variable()));
            }
        }
        if (!trouble.isEmpty()) {
            throw new CannotStart(trouble.toString().strip());
        }
    }

    private List<Choice> choices() {
        return List.of(
                new Choice(kafka, "Kafka", "CRM_KAFKA_PORT"),
                new Choice(mongo, "MongoDB", "CRM_MONGO_PORT"),
                new Choice(customer, "customer-service", "CRM_CUSTOMER_PORT"),
                new Choice(notification, "notification-service", "CRM_NOTIFICATION_PORT"),
                new Choice(customerManagement, "customer-service, management", "CRM_CUSTOMER_MANAGEMENT_PORT"),
                new Choice(
                        notificationManagement,
                        "notification-service, management",
                        "CRM_NOTIFICATION_MANAGEMENT_PORT"));
    }
}
