package com.andejia.crm.customers.upkeep;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.andejia.crm.customers.startup.StartRefused;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class UpkeepPropertiesTest {
    private static final Duration DAY = Duration.ofDays(1);

    @Test
    void nobodyIsRemindedOfNoSilence() {
        assertThatThrownBy(() -> new UpkeepProperties(DAY, Duration.ZERO, false, DAY))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("crm.upkeep.follow-up-after");
    }

    @Test
    void nothingIsReclaimedUnwarned() {
        assertThatThrownBy(() -> new UpkeepProperties(DAY, DAY, true, DAY))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("crm.upkeep.reclaim-after");
    }
}
