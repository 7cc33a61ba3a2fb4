package com.andejia.crm.systemtests.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.andejia.crm.systemtests.faults.Deployment.Shape;
import com.andejia.crm.systemtests.plot.FaultBar;
import com.andejia.crm.systemtests.plot.FaultPlot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Everything at once, for as long as one likes: {@code ./mvnw verify -Pchaos -Dchaos.minutes=60}. Options are
 * {@code chaos.seed}, {@code chaos.minutes}, {@code chaos.rate} (writes a second), {@code chaos.faults} (a minute),
 * {@code chaos.replicas} (of each service) and {@code chaos.secured} (Kafka with TLS, users and their rights).
 */
@Tag("chaos")
class ChaosIT {
    private static final long SEED = Long.getLong("chaos.seed", new Random().nextInt(1_000_000));
    private static final int MINUTES = Integer.getInteger("chaos.minutes", 10);
    private static final double RATE = Double.parseDouble(System.getProperty("chaos.rate", "40"));
    private static final double FAULTS = Double.parseDouble(System.getProperty("chaos.faults", "5"));
    private static final int REPLICAS = Integer.getInteger("chaos.replicas", 2);
    private static final boolean SECURED = Boolean.getBoolean("chaos.secured");
    private static final int EMPLOYEES = 24;
    private static final double CREATIONS = 0.2;

    @Test
    void whateverHappensEverybodyIsToldOnceAndInOrder() throws IOException, InterruptedException {
        System.out.printf(
                "Seed %d, %d min, %.0f writes/s, %.0f faults/min. %s starts.%n", SEED, MINUTES, RATE, FAULTS, system());
        Shape shape = Shape.replicas(REPLICAS, REPLICAS).secured(SECURED);
        try (Trial trial = Trial.start(shape, EMPLOYEES, SEED, CREATIONS)) {
            Verdict verdict;
            Storm storm = new Storm(trial, SEED, FAULTS);
            try (Recorder recorder = new Recorder(trial, storm)) {
                trial.traffic().start(RATE);
                storm.last(Duration.ofMinutes(MINUTES));
                System.out.println("The storm is over; what is open is finished.");
                storm.close();
                trial.deployment().recover(Duration.ofMinutes(4));
                trial.traffic().finish();
                verdict = trial.judge(Duration.ofMinutes(3));
                Path plot = Path.of("target", "chaos-" + SEED + ".svg");
                FaultPlot.write(
                        plot,
                        "%d minutes under fire, seed %d".formatted(MINUTES, SEED),
                        storm.past(),
                        recorder.samples());
                String summary = summary(trial, storm, verdict);
                Files.writeString(Path.of("target", "chaos-" + SEED + ".txt"), summary);
                System.out.println(summary + "Plot: " + plot.toAbsolutePath().normalize());
            }
            storm.requireUnbroken();
            assertThat(verdict.isClean()).as(verdict.toString()).isTrue();
        }
    }

    private static String system() {
        return "%d replicas of each service, %s Kafka".formatted(REPLICAS, SECURED ? "secured" : "open");
    }

    private static String summary(Trial trial, Storm storm, Verdict verdict) {
        Map<String, Long> faults = storm.past().stream()
                .collect(Collectors.groupingBy(FaultBar::kind, TreeMap::new, Collectors.counting()));
        Traffic traffic = trial.traffic();
        return """
                seed %d, %d minutes, %s
                acknowledged writes  %,d (%,d requests had to be sent again: %,d answered 503, %,d not answered)
                notifications due    %,d
                processes killed     %,d
                faults               %s
                verdict              %s
                """.formatted(
                        SEED,
                        MINUTES,
                        system(),
                        trial.ledger().writes(),
                        traffic.refused(),
                        traffic.answered(503),
                        traffic.answered(0),
                        trial.ledger().promised(),
                        storm.kills(),
                        faults,
                        verdict);
    }
}
