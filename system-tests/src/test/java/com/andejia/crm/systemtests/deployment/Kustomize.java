package com.andejia.crm.systemtests.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The overlays, as the kubectl of this machine renders them. It asks no cluster. */
final class Kustomize {
    private static final Map<String, Manifests> RENDERED = new ConcurrentHashMap<>();

    private Kustomize() {}

    static Stream<String> overlays() {
        File[] folders = Path.of("../k8s/overlays").toFile().listFiles(File::isDirectory);
        assertThat(folders).isNotEmpty();
        return Stream.of(folders).map(File::getName).sorted();
    }

    /** Skips the test where there is no kubectl; but where {@code CRM_KUSTOMIZE_TESTS=required}, as in CI, fails it. */
    static Manifests render(String overlay) {
        Optional<Path> kubectl = kubectl();
        String problem = "No kubectl is installed: the manifests are not checked.";
        if ("required".equals(System.getenv("CRM_KUSTOMIZE_TESTS"))) {
            assertThat(kubectl).as(problem).isPresent();
        }
        assumeTrue(kubectl.isPresent(), problem);
        return RENDERED.computeIfAbsent(overlay, it -> Manifests.parse(run(kubectl.get(), it)));
    }

    private static Optional<Path> kubectl() {
        return Pattern.compile(File.pathSeparator)
                .splitAsStream(System.getenv("PATH"))
                .map(folder -> Path.of(folder, "kubectl"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static String run(Path kubectl, String overlay) {
        try {
            Path log = Files.createTempFile("kustomize", ".log");
            Process process = new ProcessBuilder(kubectl.toString(), "kustomize", "../k8s/overlays/" + overlay)
                    .redirectError(log.toFile())
                    .start();
            String rendered = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(Files.readString(log)).isZero();
            assertThat(Files.readString(log)).as("warnings").isEmpty();
            return rendered;
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
