package com.andejia.crm.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KafkaArgumentsTest {
    private static final KafkaCluster CLUSTER = KafkaCluster.controlledOn(9093, 2);

    @Test
    void aNodeIsUnderstoodAsItWasMeant() {
        List.of(
                        KafkaNode.single(9092, Path.of("data")),
                        KafkaNode.single(9092, Path.of("data")).listener("customers", 19092, 29092),
                        KafkaNode.single(9092, Path.of("data")).secured(new KafkaSecurity(Path.of("security"))),
                        KafkaNode.controller(9093, Path.of("data"), CLUSTER),
                        KafkaNode.broker(2, 9094, Path.of("data"), CLUSTER)
                                .listener("CUSTOMERS", 19092, 29092)
                                .listener("BROKERS", 19093, 29093)
                                .interBroker("brokers"))
                .forEach(
                        node -> assertThat(KafkaArguments.parse(node.arguments().toArray(String[]::new)))
                                .isEqualTo(node));
    }

    @Test
    void aPortAndADirectoryAreEnough() {
        KafkaNode node = KafkaArguments.parse("--port=9092", "--data=data");

        assertThat(node.roles()).isEqualTo(EnumSet.allOf(KafkaNode.Role.class));
        assertThat(node.port()).isEqualTo(9092);
        assertThat(node.data()).isEqualTo(Path.of("data"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    --port=9092 | --data is missing
                    --data=d | --port is missing
                    --data=d --port=nine | --port wants a number, not "nine"
                    --data=d --port=99999 | 99999 is no port
                    --data=d --port=9092 --prot=1 | --prot?
                    --data=d --port=9092 fast | fast?
                    --data=d --port=9092 --listener=A:1 | "A:1" is no listener
                    --data=d --port=9092 --listener=clients:1:2 | There is a listener called CLIENTS already
                    --data=d --port=9092 --inter-broker=B | There is no listener called B
                    --data=d --port=9092 --roles=boss | "boss" is no role
                    --data=d --port=9092 --roles=broker | A broker alone needs to know the voters
                    --data=d --port=9092 --roles=broker --voters=1@localhost:9093 | --cluster is missing
                    --data=d --port=9092 --voters=localhost:9093 | --cluster is missing
                    --data=d --port=9092 --replicas=0 | 0 replicas are too few
                    """)
    void wrongOptionsAreAnsweredByTheRightOnes(String arguments, String complaint) {
        assertThatThrownBy(() -> KafkaArguments.parse(arguments.split(" ")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(complaint)
                .hasMessageContaining("Usage: --data=DIRECTORY --port=PORT")
                .hasMessageContaining("--listener=NAME:PORT:ADVERTISED_PORT");
    }
}
