package com.andejia.crm.localstack;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class LocalMongoOnDiskTest extends LocalMongoContract {
    private static LocalMongo mongo;

    @BeforeAll
    static void start(@TempDir Path dir) {
        mongo = LocalMongo.start(dir, 0);
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
