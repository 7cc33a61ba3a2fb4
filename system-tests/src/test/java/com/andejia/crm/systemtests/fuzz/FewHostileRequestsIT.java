package com.andejia.crm.systemtests.fuzz;

import com.andejia.crm.systemtests.RunningSystem;
import org.junit.jupiter.api.Test;

/**
 * The same few requests in every build; {@link OpenApiFuzzIT} makes other ones, and many. On a system of their own, for some succeed: they
 * make people managers, and choose the language of an admin.
 */
class FewHostileRequestsIT {
    private static final long SEED = 20251124;
    private static final int REQUESTS_PER_OPERATION = 20;

    @Test
    void noFewHundredHostileRequestsAreOurFault() {
        try (RunningSystem system = RunningSystem.start()) {
            Fuzzing.of(system, SEED).run(REQUESTS_PER_OPERATION);
        }
    }
}
