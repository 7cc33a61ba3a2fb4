package com.andejia.crm.notifications.feed.mongo;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A database that is away or hangs is found out soon: a person gets a 503, a consumer tries again, nobody waits. */
@Configuration(proxyBeanMethods = false)
class MongoTimeouts {
    private static final long CONNECT_MILLIS = Duration.ofSeconds(2).toMillis();
    private static final long ANSWER_MILLIS = Duration.ofSeconds(10).toMillis();

    @Bean
    MongoClientSettingsBuilderCustomizer timeouts() {
        return settings -> settings.applyToClusterSettings(
                        cluster -> cluster.serverSelectionTimeout(CONNECT_MILLIS, TimeUnit.MILLISECONDS))
                .applyToSocketSettings(socket -> socket.connectTimeout(CONNECT_MILLIS, TimeUnit.MILLISECONDS)
                        .readTimeout(ANSWER_MILLIS, TimeUnit.MILLISECONDS));
    }
}
