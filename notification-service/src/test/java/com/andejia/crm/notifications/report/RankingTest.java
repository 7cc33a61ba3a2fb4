package com.andejia.crm.notifications.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.andejia.crm.notifications.staff.StaffDirectory;
import com.andejia.crm.notifications.support.FixedStaff;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RankingTest {
    private static final StaffDirectory STAFF =
            new FixedStaff(Map.of("alice", "employee", "bob", "employee", "carol", "employee", "dave", "employee"));

    @Test
    void whoeverSignedMostStandsFirstAndNewCustomersDecideBetweenThem() {
        assertThat(ranking(Map.of("alice", new Work(1, 9, 2), "bob", new Work(5, 0, 2), "carol", new Work(40, 40, 1))))
                .isEqualTo("1.bob（签约 2，新增 5）、2.alice（签约 2，新增 1）、3.carol（签约 1，新增 40）");
    }

    @Test
    void thoseWhoAreEvenShareAPlaceAndTheNextIsAsMuchLower() {
        assertThat(ranking(Map.of("dave", new Work(1, 0, 0), "carol", new Work(3, 1, 1), "bob", new Work(3, 1, 1))))
                .isEqualTo("1.bob（签约 1，新增 3）、1.carol（签约 1，新增 3）、3.dave（签约 0，新增 1）");
    }

    @Test
    void whoeverSharesTheThirdPlaceIsNamedToo() {
        Work even = new Work(1, 0, 0);

        assertThat(ranking(Map.of("alice", even, "bob", even, "carol", even, "dave", even)))
                .isEqualTo("1.alice（签约 0，新增 1）、1.bob（签约 0，新增 1）、1.carol（签约 0，新增 1）、1.dave（签约 0，新增 1）");
    }

    @Test
    void aFourthPlaceIsNotNamed() {
        assertThat(ranking(Map.of(
                        "alice",
                        new Work(4, 0, 0),
                        "bob",
                        new Work(3, 0, 0),
                        "carol",
                        new Work(2, 0, 0),
                        "dave",
                        new Work(1, 0, 0))))
                .doesNotContain("dave");
    }

    @Test
    void ofMoreThanTenTheFirstTenAreNamed() {
        Map<String, String> many = IntStream.range(0, 30)
                .mapToObj(i -> "member%02d".formatted(i))
                .collect(Collectors.toMap(Function.identity(), id -> "employee"));
        Map<String, Work> even =
                many.keySet().stream().collect(Collectors.toMap(Function.identity(), id -> new Work(1, 0, 0)));

        assertThat(Ranking.of(new Tally(even), new FixedStaff(many)))
                .contains("member00", "member09")
                .doesNotContain("member10")
                .endsWith(" 等 30 人");
    }

    @Test
    void nobodyHasAPlaceForNothingOrWithoutWorkingHere() {
        assertThat(ranking(Map.of("alice", Work.NONE, "website", new Work(9, 0, 0))))
                .isEqualTo("暂无");
    }

    private static String ranking(Map<String, Work> byPerson) {
        return Ranking.of(new Tally(byPerson), STAFF);
    }
}
