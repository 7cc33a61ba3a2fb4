package com.andejia.crm.localstack;

import com.andejia.crm.localstack.ServiceProcess.Spec;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * How this project's services are run on one machine: where their jars are and what they are told.
 *
 * @param root the top folder of the project
 * @param mongoUri from the name of a database to its URI
 * @param dataDir for the logs, and for what a service keeps on disk
 */
public record ServiceSpecs(Path root, String bootstrapServers, UnaryOperator<String> mongoUri, Path dataDir) {
    private static final String CUSTOMER_SERVICE = "customer-service";
    private static final String NOTIFICATION_SERVICE = "notification-service";

    /** A replica of customer-service; the name is also that of its log file. */
    public Spec customerService(String name, int port, int managementPort) {
        return spec(CUSTOMER_SERVICE, name, environment("customers"), port, managementPort);
    }

    /**
     * A replica of notification-service; the name is also that of its log file.
     *
     * @param customerPort of the customer-service that publishes the keys for tokens
     */
    public Spec notificationService(String name, int port, int managementPort, int customerPort) {
        Map<String, String> environment = environment("notifications");
        environment.put("CRM_JWKS_URI", "http://localhost:" + customerPort + "/.well-known/jwks.json");
        return spec(NOTIFICATION_SERVICE, name, environment, port, managementPort);
    }

    /** Both of one run, each told where the other is: for browsers, since the console page is here and asks there, and for ops. */
    public static List<Spec> knowingEachOther(Spec customerService, Spec notificationService) {
        return List.of(
                customerService.with("CRM_WEB_ALLOWED_ORIGINS", origin(notificationService)),
                notificationService
                        .with("CRM_CONSOLE_CUSTOMER_SERVICE", origin(customerService))
                        .with("CRM_OPS_CUSTOMER_SERVICE_METRICS", metrics(customerService)));
    }

    private static String metrics(Spec spec) {
        return "http://localhost:" + spec.managementPort() + "/actuator/prometheus";
    }

    private static String origin(Spec spec) {
        return "http://localhost:" + spec.port();
    }

    private Spec spec(String service, String name, Map<String, String> environment, int port, int managementPort) {
        Path log = dataDir.resolve("logs").resolve(name + ".log");
        return new Spec(name, jar(root, service), environment, port, managementPort, log);
    }

    /** Of both services. */
    static List<Path> jars(Path root) {
        return List.of(jar(root, CUSTOMER_SERVICE), jar(root, NOTIFICATION_SERVICE));
    }

    private static Path jar(Path root, String service) {
        return root.resolve(service).resolve("target").resolve(service + ".jar");
    }

    private Map<String, String> environment(String database) {
        Map<String, String> environment = new HashMap<>();
        environment.put("SPRING_PROFILES_ACTIVE", "local");
        environment.put("SPRING_KAFKA_BOOTSTRAP_SERVERS", bootstrapServers);
        environment.put("SPRING_MONGODB_URI", mongoUri.apply(database));
        environment.put("CRM_DATA_DIR", dataDir.toString());
        return environment;
    }
}
