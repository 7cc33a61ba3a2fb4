package com.andejia.crm.customers.pool.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;

import com.andejia.crm.customers.pool.Admission;
import com.andejia.crm.customers.pool.ClaimGuards;
import com.andejia.crm.customers.startup.Preparation;
import com.andejia.crm.events.Person;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import java.time.Instant;
import java.util.Date;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** One document for each person, {@code {_id, name, number, customer, version, open}}; open since when, until it is settled. */
class MongoClaimGuards implements ClaimGuards {
    private static final String GUARDS = "claim_guards";

    private final ReactiveMongoTemplate mongo;

    MongoClaimGuards(ReactiveMongoTemplate mongo) {
        this.mongo = mongo;
    }

    @Override
    public Mono<Admission> last(String staffId) {
        return mongo.execute(GUARDS, guards -> guards.find(eq("_id", staffId)))
                .next()
                .map(MongoClaimGuards::admission);
    }

    @Override
    public Mono<Boolean> admit(Admission next) {
        return next.number() == 1 ? insert(next) : replace(next);
    }

    private Mono<Boolean> insert(Admission first) {
        Document document = new Document("_id", first.claimer().id())
                .append("name", first.claimer().name())
                .append("number", first.number())
                .append("customer", first.customerId())
                .append("version", first.version())
                .append("open", Date.from(first.since()));
        return mongo.execute(GUARDS, guards -> guards.insertOne(document))
                .then(Mono.just(true))
                .onErrorResume(DuplicateKeyException.class, e -> Mono.just(false));
    }

    private Mono<Boolean> replace(Admission next) {
        var change = combine(
                set("name", next.claimer().name()),
                set("number", next.number()),
                set("customer", next.customerId()),
                set("version", next.version()),
                set("open", Date.from(next.since())));
        return mongo.execute(
                        GUARDS, guards -> guards.updateOne(number(next.claimer().id(), next.number() - 1), change))
                .next()
                .map(result -> result.getMatchedCount() == 1);
    }

    @Override
    public Mono<Void> settled(Admission admission) {
        return mongo.execute(
                        GUARDS,
                        guards -> guards.updateOne(number(admission.claimer().id(), admission.number()), unset("open")))
                .then();
    }

    @Override
    public Flux<Admission> unsettled(Instant before) {
        return mongo.execute(GUARDS, guards -> guards.find(lt("open", Date.from(before))))
                .map(MongoClaimGuards::admission);
    }

    private static Bson number(String staffId, long number) {
        return and(eq("_id", staffId), eq("number", number));
    }

    private static Admission admission(Document guard) {
        Date open = guard.getDate("open");
        return new Admission(
                new Person(guard.getString("_id"), guard.getString("name")),
                guard.getLong("number"),
                guard.getString("customer"),
                guard.getLong("version"),
                open == null ? Instant.EPOCH : open.toInstant(),
                open == null);
    }

    @Configuration(proxyBeanMethods = false)
    static class Beans {
        @Bean
        ClaimGuards claimGuards(ReactiveMongoTemplate mongo) {
            return new MongoClaimGuards(mongo);
        }

        /** Sparse: only guards whose admission nobody has settled yet are in it. */
        @Bean
        @Order(2)
        Preparation claimGuardIndex(ReactiveMongoTemplate mongo) {
            var open = new IndexOptions().name("open").sparse(true);
            return () -> mongo.execute(GUARDS, guards -> guards.createIndex(Indexes.ascending("open"), open))
                    .then();
        }
    }
}
