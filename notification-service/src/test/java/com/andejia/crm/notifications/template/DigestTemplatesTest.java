package com.andejia.crm.notifications.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** Which types become digests follows from the templates alone. */
class DigestTemplatesTest {
    private static final Templates TEMPLATES = new Templates(JsonMapper.shared());

    static Stream<String> gathered() {
        return TEMPLATES.types().stream()
                .filter(type -> TEMPLATES.digestOf(type).isPresent());
    }

    @ParameterizedTest
    @MethodSource("gathered")
    void aDigestIsAsUrgentAsItsMembersAndSaysWhatEveryDigestKnows(String type) {
        Template digest = TEMPLATES.require(TEMPLATES.digestOf(type).orElseThrow());

        assertThat(digest.priority()).isEqualTo(TEMPLATES.require(type).priority());
        assertThat(digest.variables()).contains("count", "names");
        assertThat(Set.of("count", "names", "operationId")).containsAll(digest.variables());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SYSTEM_ANNOUNCEMENT",
                "PERMISSION_CHANGED",
                "ACCOUNT_SECURITY",
                "DAILY_REPORT_PERSONAL",
                "DAILY_REPORT_TEAM",
                "WEEKLY_REPORT",
                "MONTHLY_REPORT",
                "QUIET_HOURS_SUMMARY",
                "CUSTOMER_ASSIGNED_SUMMARY"
            })
    void whatMustBeHeardByItselfIsNeverGathered(String type) {
        assertThat(TEMPLATES.digestOf(type)).isEmpty();
    }

    @Test
    void theSummaryOfQuietHoursIsNoDigest() {
        assertThat(TEMPLATES.isDigest("CUSTOMER_ASSIGNED_SUMMARY")).isTrue();
        assertThat(TEMPLATES.isDigest("QUIET_HOURS_SUMMARY")).isFalse();
    }
}
