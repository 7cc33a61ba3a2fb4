package com.andejia.crm.customers.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.andejia.crm.customers.CustomerBodies;
import com.andejia.crm.customers.ServiceUnderTest;
import com.andejia.crm.events.Person;
import com.fasterxml.uuid.Generators;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;

/** What a crash, a stall or a second worker does to an import: nothing that could be seen. */
class ImportRunnerIT {
    private final ServiceUnderTest service = ServiceUnderTest.shared();
    private final ImportOperations operations = service.bean(ImportOperations.class);
    private final ImportRows rows = service.bean(ImportRows.class);
    private final RowEntry entry = service.bean(RowEntry.class);
    private final ImportExpiry expiry = service.bean(ImportExpiry.class);
    private final ReactiveMongoTemplate mongo = service.bean(ReactiveMongoTemplate.class);

    private final String id = Generators.timeBasedEpochGenerator().generate().toString();
    private final String name = "导入" + UUID.randomUUID().toString().substring(0, 8);

    @Test
    void rowsThatWereEnteredBeforeACrashAreCountedAndNotDoubled() {
        ImportOperation operation = receive(Instant.now());
        Chunk chunk = chunk(operation, 10);
        // The crash comes when some rows are entered and the chunk is not settled.
        chunk.toEnter().stream()
                .limit(4)
                .forEach(row -> assertThat(entry.enter(operation, row).block()).isInstanceOf(RowOutcome.Created.class));

        operations.start(id, 10, 10).block();

        awaitFinished();
        assertThat(rows.counts(id).block()).isEqualTo(new RowCounts(10, 0, 0));
        assertThat(customers()).isEqualTo(10);
    }

    @Test
    void whatTwoWorkersSettleIsCountedOnce() {
        ImportOperation operation = receive(Instant.now());
        Chunk chunk = chunk(operation, 3);
        Settled settled = Settled.of(List.of(
                new RowOutcome.Created(),
                new RowOutcome.Created(),
                new RowOutcome.Duplicate(new RowError(4, "手机号", "该手机号已存在"))));

        rows.settle(chunk, settled).block();
        rows.settle(chunk, settled).block();

        assertThat(rows.counts(id).block()).isEqualTo(new RowCounts(2, 1, 0));
        assertThat(rows.errors(id).collectList().block()).hasSize(1);
        assertThat(rows.open(id).collectList().block()).isEmpty();
    }

    @Test
    void aRowAtItsEndIsForgottenButForWhatWasWrongWithIt() {
        ImportOperation operation = receive(Instant.now());
        String phone = chunk(operation, 2).toEnter().get(0).values().get("phone");
        assertThat(stored()).contains(phone);

        operations.start(id, 2, 2).block();

        awaitFinished();
        assertThat(stored()).isNotEmpty().doesNotContain(phone);
    }

    /** What is wrong with rows is kept for weeks, where no erasure of a customer looks. */
    @Test
    void whatIsKeptOfAWrongRowTellsNobodysName() {
        ImportOperation operation = receive(Instant.now());
        Map<String, String> values = values();
        values.put("leadSource", "火星");
        ImportRow wrong = new ImportRow(2, values);
        rows.add(Chunk.of(operation.id(), 0, List.of(new RowOutcome.ToEnter(wrong))))
                .block();
        assertThat(stored()).contains(name);

        operations.start(id, 1, 1).block();

        awaitFinished();
        assertThat(rows.errors(id).collectList().block())
                .extracting(RowError::row, RowError::field)
                .containsExactly(tuple(2, "线索来源"));
        assertThat(stored()).isNotEmpty().doesNotContain(name).doesNotContain(values.get("phone"));
    }

    @Test
    void oneWorkerHasAnImportAtATimeAndAnotherTakesItOverWhenItsLeaseHasEnded() {
        Instant longAgo = Instant.now().minus(Duration.ofDays(3650));
        Instant now = longAgo;
        Duration lease = Duration.ofSeconds(30);
        ServiceUnderTest other = ServiceUnderTest.start(Map.of("crm.import.lease", "1h"));
        try (other) {
            ImportOperations quiet = other.bean(ImportOperations.class);
            other.bean(ImportRunner.class).stop();
            quiet.add(ImportOperation.receiving(id, new Person("manager", "王经理"), longAgo))
                    .block();
            assertThat(quiet.claim("one", now, lease).blockOptional())
                    .as("not complete")
                    .isEmpty();
            quiet.start(id, 1, 1).block();

            assertThat(quiet.claim("one", now, lease).block().id()).isEqualTo(id);
            assertThat(quiet.claim("two", now.plusSeconds(29), lease).blockOptional())
                    .isEmpty();
            assertThat(quiet.claim("two", now.plusSeconds(31), lease).block().id())
                    .isEqualTo(id);
            assertThat(quiet.renew(id, "one", now.plusSeconds(60)).block()).isFalse();
            quiet.release("two").block();
            assertThat(quiet.claim("three", now.plusSeconds(31), lease).block().id())
                    .isEqualTo(id);
        }
    }

    @Test
    void whatWasNeverCompletedAndWhatIsOldIsRemoved() {
        chunk(receive(Instant.now().minus(Duration.ofHours(1))), 2);

        expiry.round().block();

        assertThat(stored()).isEmpty();
        assertThat(operations.find(id).blockOptional()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"29, true", "31, false"})
    void whatIsFinishedIsKeptForAMonth(int days, boolean isKept) {
        chunk(receive(Instant.now().minus(Duration.ofDays(days))), 1);
        operations.start(id, 1, 1).block();
        awaitFinished();

        expiry.round().block();

        assertThat(operations.find(id).blockOptional().isPresent()).isEqualTo(isKept);
        assertThat(stored().isEmpty()).isEqualTo(!isKept);
    }

    private ImportOperation receive(Instant startedAt) {
        operations
                .add(ImportOperation.receiving(id, new Person("manager", "王经理"), startedAt))
                .block();
        return operations.find(id).block();
    }

    private Chunk chunk(ImportOperation operation, int size) {
        List<RowOutcome> outcomes = IntStream.rangeClosed(2, size + 1)
                .<RowOutcome>mapToObj(row -> new RowOutcome.ToEnter(new ImportRow(row, values())))
                .toList();
        Chunk chunk = Chunk.of(operation.id(), 0, outcomes);
        rows.add(chunk).block();
        return chunk;
    }

    private Map<String, String> values() {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("name", name);
        values.put("phone", CustomerBodies.phone());
        values.put("leadSource", "美团");
        values.put("leadLevel", "A类");
        values.put("contractStatus", "匹配中");
        return values;
    }

    private void awaitFinished() {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> operations.find(id).block().isFinished());
    }

    private long customers() {
        return mongo.execute("customers", customers -> customers.countDocuments(new Document("name", name)))
                .blockFirst();
    }

    private String stored() {
        return mongo
                .execute("import_rows", chunks -> chunks.find(new Document("of", id)))
                .map(Document::toJson)
                .collectList()
                .block()
                .stream()
                .reduce("", String::concat);
    }
}
