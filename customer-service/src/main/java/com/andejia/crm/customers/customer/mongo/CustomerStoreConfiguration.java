package com.andejia.crm.customers.customer.mongo;

import com.andejia.crm.customers.customer.CustomerCounts;
import com.andejia.crm.customers.customer.CustomerPool;
import com.andejia.crm.customers.customer.Customers;
import com.andejia.crm.customers.customer.Erasures;
import com.andejia.crm.customers.customer.SilentCustomers;
import com.andejia.crm.customers.outbox.OutboxCollection;
import com.andejia.crm.customers.outbox.OutboxWriter;
import com.andejia.crm.customers.startup.Preparation;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;

@Configuration(proxyBeanMethods = false)
class CustomerStoreConfiguration {
    @Bean
    Customers customers(ReactiveMongoTemplate mongo, OutboxWriter outbox) {
        return new MongoCustomers(mongo, outbox);
    }

    @Bean
    CustomerCounts customerCounts(ReactiveMongoTemplate mongo) {
        return new MongoCustomerCounts(mongo);
    }

    @Bean
    SilentCustomers silentCustomers(ReactiveMongoTemplate mongo) {
        return new MongoSilentCustomers(mongo);
    }

    @Bean
    CustomerPool customerPool(ReactiveMongoTemplate mongo) {
        return new MongoPool(mongo);
    }

    @Bean
    Erasures erasures(ReactiveMongoTemplate mongo, OutboxWriter outbox) {
        return new MongoErasures(mongo, outbox);
    }

    @Bean
    OutboxCollection customerOutbox() {
        return new OutboxCollection(MongoCustomers.CUSTOMERS);
    }

    @Bean
    IdempotencyExpiry idempotencyExpiry(ReactiveMongoTemplate mongo, Clock clock) {
        return new IdempotencyExpiry(mongo, clock);
    }

    @Bean
    @Order(2)
    Preparation customerIndexes(ReactiveMongoTemplate mongo) {
        return () -> mongo.execute(MongoCustomers.CUSTOMERS, documents -> documents.createIndexes(CustomerIndexes.ALL))
                .thenMany(mongo.execute(
                        MongoHistory.OLDER, documents -> documents.createIndexes(CustomerIndexes.OF_HISTORY)))
                .then();
    }
}
