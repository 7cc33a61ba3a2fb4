package com.andejia.crm.systemtests.fuzz;

import com.andejia.crm.systemtests.RunningSystem;
import org.junit.jupiter.api.Test;

/** The same few requests in every build; {@link OpenApiFuzzIT} makes other ones, and many. */
class FewHostileRequestsIT {
    private static final long SEED = 20251124;
    private static final int REQUESTS_PER_OPERATION = 20;

    @Test
    void noFewHundredHostileRequestsAreOurFault() {
        Fuzzing.of(RunningSystem.shared(), SEED).run(REQUESTS_PER_OPERATION);
    }
}
