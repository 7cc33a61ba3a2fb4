package com.andejia.crm.customers.mongo;

import com.mongodb.MongoClientSettings;
import com.mongodb.ReadConcern;
import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the promise rests on, out of reach of the connection string; and nothing waits long for a lost database. */
@Configuration(proxyBeanMethods = false)
class MongoConnection {
    private static final int SELECT_SECONDS = 2;
    private static final int READ_SECONDS = 10;
    private static final int MOST_CONNECTIONS = 64;

    @Bean
    MongoClientSettingsBuilderCustomizer durableAndImpatient() {
        return MongoConnection::customize;
    }

    private static void customize(MongoClientSettings.Builder settings) {
        settings.writeConcern(WriteConcern.MAJORITY.withJournal(true))
                .readConcern(ReadConcern.MAJORITY)
                .readPreference(ReadPreference.primary())
                .applyToClusterSettings(cluster -> cluster.serverSelectionTimeout(SELECT_SECONDS, TimeUnit.SECONDS))
                .applyToSocketSettings(socket -> socket.connectTimeout(SELECT_SECONDS, TimeUnit.SECONDS)
                        .readTimeout(READ_SECONDS, TimeUnit.SECONDS))
                .applyToConnectionPoolSettings(
                        pool -> pool.maxSize(MOST_CONNECTIONS).maxWaitTime(SELECT_SECONDS, TimeUnit.SECONDS));
    }
}
