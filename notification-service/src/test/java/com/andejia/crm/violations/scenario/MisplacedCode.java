package com.andejia.crm.violations.scenario;

import com.mongodb.reactivestreams.client.MongoClient;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Breaks every rule of the structure, so that a rule that finds nothing here is known to be blind. */
public final class MisplacedCode {
    com.fasterxml.jackson.databind.ObjectMapper oldJackson;

    Object blocks() {
        return Mono.just(1).block();
    }

    public static final class Kafka {
        KafkaTemplate<String, byte[]> sends;
    }

    public static final class Mongo {
        MongoClient reads;
    }

    @RestController
    public static final class Web {}
}
