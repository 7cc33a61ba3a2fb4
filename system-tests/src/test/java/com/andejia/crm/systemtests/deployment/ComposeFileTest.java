package com.andejia.crm.systemtests.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.ObjectNode;

class ComposeFileTest {
    private static final ObjectNode FILE = Trees.read(Path.of("../docker-compose.yml"));
    private static final Schema SPECIFICATION = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(SchemaLocation.of("classpath:compose-spec/compose-spec.json"));

    @Test
    void theComposeFileIsAsTheSpecificationAndTheServicesAre() {
        assertThat(complaints(FILE)).isEmpty();
    }

    /** What is broken, and how it is noticed. */
    static Stream<Arguments> breaches() {
        return Stream.of(
                broken("/services/kafka/readonly", true, "readonly"),
                broken("/services/kafka/healthcheck/retries", List.of(), "retries"),
                broken("/services/kafka/read_only", false, "kafka: /read_only"),
                broken("/services/mongodb/cap_drop/0", "CHOWN", "mongodb: /cap_drop"),
                broken("/services/mongodb/ports", List.of("27017:27017"), "more can be reached"),
                broken("/services/gateway/ports/0", "8080:8080", "more can be reached"),
                broken("/services/grafana/networks/0", "outside", "grafana is not inside only"),
                broken("/networks/inside/internal", false, "can reach the world"),
                broken("/services/mongodb-init/restart", "always", "mongodb-init never is"),
                broken("/services/gateway/volumes/0", "./ops/none.conf:/etc/x:ro", "./ops/none.conf is not there"),
                broken(
                        "/services/customer-service/environment/SPRING_MONGO_URI",
                        "x",
                        "knows no setting SPRING_MONGO_URI"),
                broken(
                        "/services/customer-service/healthcheck/test",
                        "curl localhost:8081",
                        "for its health elsewhere"),
                broken("/services/customer-service/stop_grace_period", "10s", "killed before"),
                broken("/services/customer-service/image", "crm/customer-service:1", "is deployed from"));
    }

    private static Arguments broken(String pointer, Object value, String noticed) {
        return arguments(pointer, value, noticed);
    }

    @ParameterizedTest
    @MethodSource("breaches")
    void aBreachIsNoticed(String pointer, Object value, String noticed) {
        assertThat(complaints(Trees.with(FILE, pointer, value))).isNotEmpty().anyMatch(it -> it.contains(noticed));
    }

    private static List<String> complaints(ObjectNode file) {
        return Stream.concat(SPECIFICATION.validate(file).stream().map(Object::toString), ComposeRules.complaints(file))
                .toList();
    }
}
