package com.andejia.crm.notifications.reminder;

import static org.assertj.core.api.Assertions.assertThat;

import com.andejia.crm.events.Person;
import java.time.LocalDate;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContractTest {
    private static final NavigableSet<Integer> THRESHOLDS = new TreeSet<>(List.of(30, 7, 1));
    private static final LocalDate END = LocalDate.parse("2028-03-01");

    @ParameterizedTest(name = "{0}, told at {1}: {2}")
    @CsvSource(textBlock = """
            # today,    told at, due
            2028-01-30, ,
            2028-01-31, , 30
            2028-02-01, , 30
            2028-02-01, 30,
            2028-02-22, 30,
            2028-02-23, 30, 7
            2028-02-23, 7,
            2028-02-28, , 7
            2028-02-29, 7, 1
            2028-03-01, 7, 1
            2028-03-01, 1,
            2028-03-02, ,
            # the contract module told at 20 days: not again before 7
            2028-02-11, 20,
            2028-02-23, 20, 7
            """)
    void theOwnerIsToldOncePerThreshold(LocalDate today, @Nullable Integer toldAt, @Nullable Integer due) {
        Contract contract = new Contract("1", "HT-1", "客户", null, new Person("alice", "爱丽丝"), END, toldAt);

        assertThat(contract.due(today, THRESHOLDS)).isEqualTo(Optional.ofNullable(due));
    }
}
