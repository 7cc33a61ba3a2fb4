package com.andejia.crm.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.andejia.crm.localstack.ServiceProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Java says nothing of a file that does not fit, and does without it; one that it uses is mapped. */
class RehearsedStartIT {
    @Test
    void customerServiceRunsWithWhatJavaHasLearntOfItInTheRehearsal() throws IOException {
        assertRunsWithWhatWasLearnt(RunningSystem.shared().customerService());
    }

    @Test
    void notificationServiceRunsWithWhatJavaHasLearntOfItInTheRehearsal() throws IOException {
        assertRunsWithWhatWasLearnt(RunningSystem.shared().notificationService());
    }

    private static void assertRunsWithWhatWasLearnt(ServiceProcess service) throws IOException {
        Path maps = Path.of("/proc", String.valueOf(service.pid()), "maps");
        assumeThat(maps).as("Linux tells what a process has mapped").exists();

        assertThat(Files.readString(maps))
                .containsPattern(service.spec().name() + "/target/quick-start/java-\\S+\\.(aot|jsa)");
    }
}
