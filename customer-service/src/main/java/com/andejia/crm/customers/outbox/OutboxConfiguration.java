package com.andejia.crm.customers.outbox;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Updates.set;

import com.andejia.crm.customers.startup.Preparation;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.core.ProducerFactory;
import reactor.core.publisher.Flux;

@Configuration(proxyBeanMethods = false)
class OutboxConfiguration {
    private final Leases leases;

    OutboxConfiguration(@Value("${crm.outbox.lease}") Duration lease) {
        leases = new Leases(UUID.randomUUID().toString(), lease);
    }

    @Bean
    OutboxWriter outboxWriter(ReactiveMongoTemplate mongo, FastPath fastPath, EventTracing tracing, Clock clock) {
        return new OutboxWriter(mongo, new OutboxSpill(mongo), fastPath, new EventRecorder(tracing), clock, leases);
    }

    @Bean
    OutboxStore outboxStore(
            ReactiveMongoTemplate mongo, List<OutboxCollection> collections, OutboxMetrics metrics, Clock clock) {
        return new MongoOutboxStore(mongo, collections, metrics, clock, leases);
    }

    @Bean
    OutboxRelay outboxRelay(OutboxStore store, EventPublisher publisher, OutboxMetrics metrics) {
        return new OutboxRelay(store, publisher, metrics);
    }

    @Bean
    FastPath fastPath(OutboxRelay relay, OutboxMetrics metrics) {
        return new FastPath(relay, metrics);
    }

    @Bean
    OutboxSweeper outboxSweeper(OutboxStore store, OutboxRelay relay, OutboxMetrics metrics) {
        return new OutboxSweeper(store, relay, metrics);
    }

    @Bean
    OutboxMetrics outboxMetrics(MeterRegistry registry, Clock clock) {
        return new OutboxMetrics(registry, clock);
    }

    @Bean
    EventTopics eventTopics(KafkaProperties kafka, TopicProperties topics) {
        return new EventTopics(kafka.buildAdminProperties(), topics);
    }

    @Bean
    EventPublisher eventPublisher(
            KafkaTemplate<String, byte[]> kafka,
            EventTopics topics,
            EventTracing tracing,
            @Value("${spring.application.name}") String name) {
        return new KafkaEventPublisher(kafka, topics, tracing, name);
    }

    @Bean
    EventTracing eventTracing(Tracer tracer, Propagator propagator) {
        return new EventTracing(tracer, propagator);
    }

    @Bean
    KafkaTemplate<String, byte[]> eventTemplate(ProducerFactory<String, byte[]> producers) {
        return new KafkaTemplate<>(producers);
    }

    /** What the guarantees rest on is set here, out of reach of configuration. */
    @Bean
    ProducerFactory<String, byte[]> eventProducerFactory(KafkaProperties kafka) {
        Map<String, Object> settings = kafka.buildProducerProperties();
        // Nobody is to wait for company: since KIP-1030 that would be 5 ms for each event, and a creation has two, one
        // after the other.
        settings.putIfAbsent(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.putAll(Map.of(
                ProducerConfig.ACKS_CONFIG, "all",
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true,
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 15_000,
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000,
                ProducerConfig.MAX_BLOCK_MS_CONFIG, 2_000));
        return new DefaultKafkaProducerFactory<>(settings, new StringSerializer(), new ByteArraySerializer());
    }

    /**
     * What an earlier version has left waiting, which knew of outboxes without a lease: nobody would find it. What a replica of that
     * version leaves after this one has started gets its lease when one of this version starts the next time.
     */
    @Bean
    @Order(2)
    Preparation outboxesWithoutLease(ReactiveMongoTemplate mongo, List<OutboxCollection> collections, Clock clock) {
        return () -> Flux.fromIterable(collections)
                .concatMap(collection -> mongo.execute(
                        collection.name(),
                        documents -> documents.updateMany(
                                and(exists("outbox.since"), exists(Leases.END, false)),
                                set(Leases.END, Date.from(clock.instant())))))
                .then();
    }

    /** Sparse: only documents with something waiting are in them. */
    @Bean
    @Order(1)
    Preparation outboxIndexes(ReactiveMongoTemplate mongo, List<OutboxCollection> collections) {
        var pending = new IndexOptions().name("outbox_pending").sparse(true);
        var due = new IndexOptions().name("outbox_due").sparse(true);
        var ofAggregate = new IndexOptions().name("of_aggregate");
        return () -> Flux.fromIterable(collections)
                .concatMap(collection -> mongo.execute(
                        collection.name(),
                        documents -> Flux.from(documents.createIndex(Indexes.ascending("outbox.since"), pending))
                                .thenMany(documents.createIndex(Indexes.ascending(Leases.END), due))))
                .thenMany(mongo.execute(
                        MongoOutboxStore.SPILL,
                        spill -> spill.createIndex(Indexes.ascending("of", "seq"), ofAggregate)))
                .then();
    }
}
