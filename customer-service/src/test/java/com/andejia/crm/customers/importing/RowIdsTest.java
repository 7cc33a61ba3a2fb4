package com.andejia.crm.customers.importing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.uuid.Generators;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RowIdsTest {
    private final String operation =
            Generators.timeBasedEpochGenerator().generate().toString();

    @Test
    void aRowHasTheSameIdWheneverItIsEntered() {
        assertThat(RowIds.of(operation, 7)).isEqualTo(RowIds.of(operation, 7));
    }

    @Test
    void noTwoRowsHaveOneId() {
        assertThat(IntStream.rangeClosed(1, 10_000).mapToObj(row -> RowIds.of(operation, row)))
                .doesNotHaveDuplicates();
        String other = Generators.timeBasedEpochGenerator().generate().toString();
        assertThat(RowIds.of(operation, 1)).isNotEqualTo(RowIds.of(other, 1));
    }

    @Test
    void itIsAnIdLikeAllOthersWithTheTimeOfItsOperation() {
        UUID id = UUID.fromString(RowIds.of(operation, 1));

        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.toString()).startsWith(operation.substring(0, 13));
    }
}
