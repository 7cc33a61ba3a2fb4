package com.andejia.crm.notifications.digest;

import static org.assertj.core.api.Assertions.assertThat;

import com.andejia.crm.notifications.digest.Burst.Recent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** From the sixth of one type within ten minutes on. */
class BurstTest {
    private static final Instant START = Instant.parse("2025-11-24T07:43:08.900Z");
    private static final DigestProperties RULE = new DigestProperties(5, Duration.ofMinutes(10));

    private final Burst burst = new Burst(RULE, "X_SUMMARY", List.of());

    @Test
    void fiveStandAloneAndTheSixthBeginsADigestThatTheNextOnesJoin() {
        for (int i = 1; i <= 5; i++) {
            assertThat(place(i, i)).as("number " + i).isEmpty();
        }

        Optional<DigestKey> sixth = place(6, 6);
        assertThat(sixth).isPresent();
        assertThat(sixth.get().type()).isEqualTo("X_SUMMARY");
        assertThat(place(7, 7)).isEqualTo(sixth);
        assertThat(place(300, 300)).isEqualTo(sixth);
    }

    @Test
    void sixThatAreFurtherApartStandAlone() {
        for (int i = 0; i < 20; i++) {
            assertThat(place(i, i * 120)).as("one every two minutes").isEmpty();
        }
    }

    @Test
    void aDigestTakesInNoMoreAfterTenMinutesAndTheBurstGoesOnInAnother() {
        List<DigestKey> digests = new ArrayList<>();
        for (int second = 0; second < 1_800; second += 10) {
            place(second, second).ifPresent(digests::add);
        }

        assertThat(digests.stream().distinct()).hasSize(3);
    }

    @Test
    void theSameOneAgainIsCountedOnce() {
        for (int i = 1; i <= 5; i++) {
            place(i, i);
            assertThat(place(i, i)).isEmpty();
        }

        assertThat(place(6, 6)).isPresent();
    }

    @Test
    void whoReadsTheNewestFromTheStoreDecidesAsWhoWroteThem() {
        List<Recent> stored = new ArrayList<>();
        for (int i = 1; i <= 9; i++) {
            stored.add(new Recent(id(i), at(i), place(i, i).orElse(null)));
        }
        List<Recent> newest = stored.subList(stored.size() - RULE.alone() - 1, stored.size());
        Burst another = new Burst(RULE, "X_SUMMARY", newest);

        assertThat(another.place(id(9), at(9))).as("again").isEqualTo(place(9, 9));
        assertThat(another.place(id(10), at(10))).isPresent().isEqualTo(place(10, 10));
    }

    @Test
    void whatIsOldDoesNotDisturbWhatIsNew() {
        for (int i = 1; i <= 6; i++) {
            place(i, i);
        }
        Optional<DigestKey> today = place(7, 7);

        assertThat(place(100, -86_400)).as("a gap of yesterday, filled").isEmpty();
        assertThat(place(8, 8)).isEqualTo(today);
    }

    private Optional<DigestKey> place(int number, int second) {
        return burst.place(id(number), at(second));
    }

    private static String id(int number) {
        return "id-" + number;
    }

    private static Instant at(int second) {
        return START.plusSeconds(second);
    }
}
