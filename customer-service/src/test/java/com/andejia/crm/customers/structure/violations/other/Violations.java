package com.andejia.crm.customers.structure.violations.other;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.bson.Document;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** One of each thing that no class of the service may do. */
@RestController
public class Violations {
    Object knowsKafka() {
        return new ProducerRecord<>("topic", "value");
    }

    Object knowsMongo() {
        return new Document();
    }

    Object blocks() {
        return Mono.just("value").block();
    }

    Object knowsHttp() {
        return ResponseEntity.ok().build();
    }
}
