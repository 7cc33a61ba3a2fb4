package com.andejia.crm.localstack;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class LocalMongoInMemoryTest extends LocalMongoContract {
    private static LocalMongo mongo;

    @BeforeAll
    static void start() {
        mongo = LocalMongo.inMemory(0);
    }

    @AfterAll
    static void stop() {
        mongo.close();
    }

    @Override
    String uri() {
        return mongo.uri("crm");
    }
}
