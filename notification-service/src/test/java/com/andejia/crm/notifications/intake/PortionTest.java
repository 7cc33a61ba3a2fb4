package com.andejia.crm.notifications.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.andejia.crm.notifications.feed.NotificationRequest;
import com.andejia.crm.notifications.record.WellFormed;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class PortionTest {
    private static final List<String> AUDIENCE =
            IntStream.range(0, 7).mapToObj(i -> "person-" + i).toList();
    private static final NotificationRequest REQUEST = new NotificationRequest(
            "SYSTEM_ANNOUNCEMENT", "person-0", "event", Instant.EPOCH, "announcement", Map.of("content", "今晚升级"), null);

    @Test
    void thePortionsTogetherAskForWhatWouldBeAskedForAtOnce() {
        List<Portion> portions = Portion.of(AUDIENCE, 3, REQUEST).toList();

        assertThat(portions.stream().map(Portion::recipients).map(List::size)).containsExactly(3, 3, 1);
        assertThat(portions.stream().flatMap(Portion::requests))
                .containsExactlyElementsOf(AUDIENCE.stream().map(REQUEST::to).toList());
    }

    @Test
    void aPortionSurvivesItsWay() {
        Portion sent = Portion.of(AUDIENCE, 7, REQUEST).findFirst().orElseThrow();
        JsonMapper json = JsonMapper.shared();

        Portion received = json.readValue(json.writeValueAsBytes(sent), Portion.class);
        WellFormed.require(received);

        assertThat(received).isEqualTo(sent);
    }

    @Test
    void theLongestTextToTheLongestIdsStaysBelowWhatAConsumerTakes() {
        List<String> audience =
                IntStream.range(0, 250).mapToObj(i -> "x".repeat(200) + i).toList();
        var longest = new NotificationRequest(
                "SYSTEM_ANNOUNCEMENT", "p", "e", Instant.EPOCH, "s", Map.of("content", "长".repeat(1000)), null);

        assertThat(Portion.of(audience, 250, longest).map(JsonMapper.shared()::writeValueAsBytes))
                .allSatisfy(portion -> assertThat(portion).hasSizeLessThan(60 * 1024));
    }
}
