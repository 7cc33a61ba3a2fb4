package com.andejia.crm.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class EventContractTest {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final List<EventType<?>> TYPES = List.copyOf(EventTypes.all());

    static Stream<ApprovedSample> samples() {
        return ApprovedSample.all();
    }

    @ParameterizedTest
    @FieldSource("TYPES")
    void anEventIsNamedAfterWhatItHappenedToAndEndsInAVersion(EventType<?> type) {
        String record = type.payload().getSimpleName();
        String family = record.replaceFirst("(?<=.)[A-Z].*", "").toLowerCase(Locale.ROOT);
        assertThat(type.name()).matches("crm\\." + family + "\\.[a-z-]+\\.v[0-9]+");
    }

    @ParameterizedTest
    @MethodSource("samples")
    void anApprovedSampleKeepsItsSchema(ApprovedSample sample) {
        assertThat(schemaOf(sample.wireName()).validate(sample.data())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void anApprovedSampleSurvivesBeingReadAndWritten(ApprovedSample sample) {
        DomainEvent event = JSON.treeToValue(
                sample.data(), EventTypes.named(sample.wireName()).orElseThrow().payload());

        assertThat(JSON.<JsonNode>valueToTree(event)).isEqualTo(sample.data());
        assertThat(sample.key()).isEqualTo(event.subject());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void anApprovedSampleShowsEveryFieldThereIs(ApprovedSample sample) {
        Class<?> payload = EventTypes.named(sample.wireName()).orElseThrow().payload();

        assertThat(Set.copyOf(sample.data().propertyNames()))
                .isEqualTo(components(payload).keySet());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void headersSurviveBeingReadAndWritten(ApprovedSample sample) {
        EventAttributes attributes = EventAttributes.fromHeaders(sample.headers()::get);

        assertThat(attributes.toHeaders()).isEqualTo(sample.headers());
        assertThat(sample.topic())
                .isEqualTo(EventTypes.named(sample.wireName()).orElseThrow().topic());
        assertThat(attributes.subject()).isEqualTo(sample.key());
    }

    @ParameterizedTest
    @FieldSource("TYPES")
    void aSchemaSaysOfEachFieldWhatTheRecordSays(EventType<?> type) throws IOException {
        JsonNode schema = JSON.readTree(schemaText(type.name()));
        Map<String, Boolean> components = components(type.payload());

        assertThat(Set.copyOf(schema.get("properties").propertyNames())).isEqualTo(components.keySet());
        Set<String> required =
                schema.get("required").valueStream().map(JsonNode::asString).collect(Collectors.toSet());
        assertThat(required)
                .isEqualTo(components.entrySet().stream()
                        .filter(Map.Entry::getValue)
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toSet()));
    }

    @Test
    void noSampleOrSchemaIsLeftWithoutItsEvent() throws IOException {
        Set<String> names = TYPES.stream().map(type -> type.name() + ".json").collect(Collectors.toSet());

        assertThat(filesIn(Path.of("src/main/resources/schemas"))).isEqualTo(names);
        assertThat(filesIn(Path.of("src/test/resources/samples"))).isEqualTo(names);
    }

    @Test
    void aSchemaRefusesAnUnmaskedPhone() {
        ApprovedSample sample = ApprovedSample.of("crm.customer.created.v1");
        var data = sample.data().deepCopy().asObject().put("maskedPhone", "13800138999");

        assertThat(schemaOf(sample.wireName()).validate(data)).isNotEmpty();
    }

    @Test
    void whatWasToldOfAContractGoesWithItsCustomer() {
        var known = signed("customer-1");
        var unknown = signed(null);

        assertThat(known.erasedWith()).isEqualTo("customer-1");
        assertThat(unknown.erasedWith()).isEqualTo("contract-1");
    }

    private static ContractSigned signed(@Nullable String customerId) {
        return new ContractSigned("contract-1", "HT1", "客户", customerId, new Person("a", "a"), null, null);
    }

    @Test
    void anAnnouncementTooLongToBeCopiedForEverybodyIsRefused() {
        assertThatThrownBy(() -> new SystemAnnounced("1", "长".repeat(1001), null, null, null, null))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @FieldSource("REQUIRED_HEADERS")
    void aRecordWithoutARequiredHeaderIsMalformedAndSaysWhich(String header) {
        Map<String, String> headers =
                new HashMap<>(ApprovedSample.of("crm.customer.created.v1").headers());
        headers.remove(header);

        assertThatThrownBy(() -> EventAttributes.fromHeaders(headers::get))
                .isInstanceOf(MalformedEvent.class)
                .hasMessageContaining(header);
    }

    @Test
    void aTimeInAnotherZoneIsReadAsTheSameInstant() {
        Map<String, String> headers =
                new HashMap<>(ApprovedSample.of("crm.customer.created.v1").headers());
        headers.put(EventAttributes.TIME_HEADER, "2025-11-24T15:43:08.911+08:00");

        assertThat(EventAttributes.fromHeaders(headers::get).time()).isEqualTo("2025-11-24T07:43:08.911Z");
    }

    @Test
    void anUnknownKindIsNoError() {
        assertThat(EventTypes.named("crm.customer.married.v1")).isEmpty();
    }

    static final List<String> REQUIRED_HEADERS = List.of(
            EventAttributes.SPEC_VERSION_HEADER,
            EventAttributes.ID_HEADER,
            EventAttributes.SOURCE_HEADER,
            EventAttributes.TYPE_HEADER,
            EventAttributes.SUBJECT_HEADER,
            EventAttributes.TIME_HEADER);

    /** Field name to whether it is required. */
    private static Map<String, Boolean> components(Class<?> payload) {
        return Stream.of(payload.getRecordComponents())
                .collect(Collectors.toMap(
                        RecordComponent::getName,
                        component -> !component.getAnnotatedType().isAnnotationPresent(Nullable.class)));
    }

    private static Set<String> filesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
        }
    }

    private static Schema schemaOf(String wireName) {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schemaText(wireName));
    }

    private static String schemaText(String wireName) {
        try (InputStream file = EventContractTest.class.getResourceAsStream("/schemas/" + wireName + ".json")) {
            assertThat(file).as("schema of " + wireName).isNotNull();
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
