package com.andejia.crm.systemtests.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.andejia.crm.systemtests.RunningSystem;
import java.security.SecureRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Thousands of hostile requests: {@code ./mvnw verify -Pchaos}, with {@code -Dfuzz.requests} for each operation and
 * {@code -Dfuzz.seed} for those of an earlier run.
 */
@Tag("chaos")
class OpenApiFuzzIT {
    private static final long SEED = Long.getLong("fuzz.seed", new SecureRandom().nextInt(Integer.MAX_VALUE));
    private static final int REQUESTS_PER_OPERATION = Integer.getInteger("fuzz.requests", 500);

    @Test
    void whateverAClientSendsIsNeverOurFault() {
        try (RunningSystem system = RunningSystem.start()) {
            Fuzzing fuzzing = Fuzzing.of(system, SEED);
            fuzzing.run(REQUESTS_PER_OPERATION);
            assertThat(fuzzing.closedOperations())
                    .as("operations that refused everything, so that little of them is tested")
                    .isEmpty();
        }
    }
}
