package com.andejia.crm.notifications.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.andejia.crm.notifications.digest.Burst;
import com.andejia.crm.notifications.digest.Burst.Recent;
import com.andejia.crm.notifications.digest.DigestKey;
import com.andejia.crm.notifications.digest.DigestProperties;
import com.andejia.crm.notifications.live.StreamPosition;
import com.andejia.crm.notifications.template.Templates;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;

/** Nine that came in nine seconds: five alone, and a digest of four. Whichever are lost go back to where they were. */
class ReplayedBurstsTest {
    private static final Instant NOON = Instant.parse("2025-11-24T12:00:00Z");
    private static final DigestProperties RULE = new DigestProperties(5, Duration.ofMinutes(10));

    private final Templates templates = mock(Templates.class);
    private final DigestStore store = mock(DigestStore.class);
    private final ReplayedBursts bursts = new ReplayedBursts(store, templates, RULE);
    private final List<PlacedRequest> all =
            IntStream.range(0, 9).mapToObj(ReplayedBurstsTest::request).toList();
    private final List<Recent> first = firstTime();

    @ParameterizedTest
    @ValueSource(strings = {"0", "4", "5", "6", "8", "0,1,2", "2,7", "4,5", "5,6,7,8", "0,1,2,3,4,5,6,7,8"})
    void whatIsLostGoesBackToWhereItWas(String lost) {
        List<Integer> numbers =
                Pattern.compile(",").splitAsStream(lost).map(Integer::valueOf).toList();
        List<Recent> left = new ArrayList<>(first);
        left.removeAll(numbers.stream().map(first::get).toList());
        stored(left);

        var known = bursts.of(numbers.stream().map(all::get).toList()).block();

        for (int number : numbers) {
            assertThat(known.place(all.get(number)).map(DigestKey::id))
                    .as("number %d", number)
                    .isEqualTo(Optional.ofNullable(first.get(number).digest()).map(DigestKey::id));
        }
    }

    @Test
    void whatIsNeverGatheredStandsAlone() {
        when(templates.digestOf("X")).thenReturn(Optional.empty());

        var known = bursts.of(all).block();

        assertThat(all).allSatisfy(it -> assertThat(known.place(it)).isEmpty());
    }

    private List<Recent> firstTime() {
        when(templates.digestOf("X")).thenReturn(Optional.of("X_SUMMARY"));
        var burst = new Burst(RULE, "X_SUMMARY", List.of());
        return all.stream()
                .map(it -> new Recent(
                        it.id(),
                        it.request().eventTime(),
                        burst.place(it.id(), it.request().eventTime()).orElse(null)))
                .toList();
    }

    private void stored(List<Recent> left) {
        when(store.recent(eq("alice"), eq("X"), any(), any(), anyInt())).thenAnswer(call -> {
            Instant after = call.getArgument(2);
            Instant before = call.getArgument(3);
            return Flux.fromStream(left.stream()
                    .filter(it -> it.at().isAfter(after) && it.at().isBefore(before))
                    .sorted(Comparator.comparing(Recent::at).reversed())
                    .limit(call.<Integer>getArgument(4)));
        });
    }

    private static PlacedRequest request(int number) {
        return PlacedRequest.of(
                new NotificationRequest("X", "alice", "event-" + number, NOON.plusSeconds(number), "c", Map.of(), null)
                        .replayedBy("replay"),
                new StreamPosition("E", number));
    }
}
