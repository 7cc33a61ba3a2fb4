package com.andejia.crm.customers.importing.mongo;

import com.andejia.crm.customers.importing.ImportOperations;
import com.andejia.crm.customers.importing.ImportRows;
import com.andejia.crm.customers.startup.Preparation;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import reactor.core.publisher.Mono;

@Configuration(proxyBeanMethods = false)
class ImportStoreConfiguration {
    @Bean
    ImportOperations importOperations(ReactiveMongoTemplate mongo) {
        return new MongoImportOperations(mongo);
    }

    @Bean
    ImportRows importRows(ReactiveMongoTemplate mongo) {
        return new MongoImportRows(mongo);
    }

    /** What is running or over, oldest first; and the chunks of one import in the order of its file. */
    @Bean
    @Order(2)
    Preparation importIndexes(ReactiveMongoTemplate mongo) {
        var byState = new IndexOptions().name("state_oldest");
        var ofOperation = new IndexOptions().name("of_operation");
        return () -> Mono.when(
                mongo.execute(
                        MongoImportOperations.OPERATIONS,
                        operations -> operations.createIndex(Indexes.ascending("state", "startedAt"), byState)),
                mongo.execute(
                        MongoImportRows.ROWS,
                        rows -> rows.createIndex(Indexes.ascending("of", "number"), ofOperation)));
    }
}
