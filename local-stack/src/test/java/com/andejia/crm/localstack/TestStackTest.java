package com.andejia.crm.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class TestStackTest {
    @Test
    void isOneForTheWholeJvmAndAnswers() throws Exception {
        TestStack stack = TestStack.shared();

        assertThat(TestStack.shared()).isSameAs(stack);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", stack.bootstrapServers()))) {
            assertThat(admin.describeCluster().nodes().get()).hasSize(1);
        }
        try (MongoClient client = MongoClients.create(stack.mongoUri("crm"))) {
            assertThat(Mono.from(client.getDatabase("crm").runCommand(new Document("ping", 1)))
                            .block())
                    .containsEntry("ok", 1.0);
        }
    }
}
