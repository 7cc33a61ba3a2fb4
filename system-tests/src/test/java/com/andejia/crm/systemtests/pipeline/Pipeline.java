package com.andejia.crm.systemtests.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.andejia.crm.localstack.FreePorts;
import com.andejia.crm.localstack.ServiceProcess;
import com.andejia.crm.localstack.ServiceProcess.Spec;
import com.andejia.crm.localstack.ServiceSpecs;
import com.andejia.crm.systemtests.Services;
import com.andejia.crm.systemtests.measuring.BrokerAndDatabase;
import com.andejia.crm.systemtests.measuring.Scraped;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Broker, database and one replica of each service: each a process of its own, on whatever cores there are. */
final class Pipeline implements Services, AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final Duration GRACE = Duration.ofSeconds(15);
    private static final double NANOS = TimeUnit.SECONDS.toNanos(1);

    private final BrokerAndDatabase servers;
    private final Map<String, Double> readySeconds = new LinkedHashMap<>();
    private final ServiceProcess customerService;
    private ServiceProcess notificationService;

    /** Returns when all of it is ready; each service has had the machine to itself while it started. */
    Pipeline(Path dir) {
        servers = BrokerAndDatabase.start(dir);
        ServiceSpecs specs = servers.specs();
        int customerPort = FreePorts.any();
        List<Spec> both = ServiceSpecs.knowingEachOther(
                specs.customerService("customer-service", customerPort, FreePorts.any()),
                specs.notificationService("notification-service", FreePorts.any(), FreePorts.any(), customerPort)
                        .with("CRM_REPORTS_INTERVAL", "1d")); // nobody is told of anything but customers
        makeTopicsAndIndexes(both);
        customerService = ready(both.get(0));
        notificationService = ready(both.get(1));
    }

    /** Only the first start of all does: what is measured is one in a system that is there. */
    private static void makeTopicsAndIndexes(List<Spec> specs) {
        List<ServiceProcess> first = specs.stream().map(ServiceProcess::start).toList();
        first.forEach(service -> service.awaitReady(PATIENCE));
        first.forEach(service -> service.stop(GRACE));
    }

    private ServiceProcess ready(Spec spec) {
        ServiceProcess service = ServiceProcess.start(spec);
        service.awaitReady(PATIENCE);
        readySeconds.put(spec.name(), (System.nanoTime() - service.startedNanos()) / NANOS);
        return service;
    }

    /** By service: from the start of its process until it was ready. */
    Map<String, Double> readySeconds() {
        return readySeconds;
    }

    @Override
    public URI customers() {
        return customerService.uri();
    }

    @Override
    public URI notifications() {
        return notificationService.uri();
    }

    BrokerAndDatabase servers() {
        return servers;
    }

    /** By part: what each of the four processes has used so far. */
    Map<String, Spending> spent() {
        Map<String, Spending> all = new LinkedHashMap<>();
        all.put("customer-service", Spending.of(customerService));
        all.put("notification-service", Spending.of(notificationService));
        all.put("broker", Spending.of(servers.brokerUsage()));
        all.put("database", Spending.of(servers.databaseUsage()));
        return all;
    }

    /** How many events the broker has acknowledged to customer-service. */
    double published() {
        return Scraped.sum(customerService.managementUri(), "crm_outbox_publish_latency_seconds_count");
    }

    void awaitPublished(double events) {
        await("events on their topic").atMost(PATIENCE).pollInterval(LOOK).until(() -> published() >= events);
    }

    void stopNotificationService() {
        notificationService.stop(GRACE);
    }

    /** Forks and does not wait. */
    void startNotificationService() {
        notificationService = notificationService.restart();
    }

    /** Returns when notification-service, which may still be starting, has stored so many since it was started, or more; answers how many. */
    double awaitStored(double notifications) {
        return await("notifications in the store")
                .atMost(PATIENCE)
                .pollInterval(LOOK)
                .ignoreExceptionsInstanceOf(UncheckedIOException.class)
                .until(this::stored, stored -> stored >= notifications);
    }

    /** The same, and fails if there are more than that. */
    void requireStored(double notifications) {
        assertThat(awaitStored(notifications))
                .as("notifications that were stored")
                .isEqualTo(notifications);
    }

    private double stored() {
        return Scraped.sum(
                notificationService.managementUri(), "crm_notifications_total{outcome=\"STORED\",type=\"CUSTOMER_");
    }

    void stopServices() {
        notificationService.stop(GRACE);
        customerService.stop(GRACE);
    }

    @Override
    public void close() {
        stopServices();
        servers.close();
    }
}
