package com.andejia.crm.notifications.api;

import com.andejia.crm.events.Rfc3339;
import java.time.Clock;
import java.time.Instant;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/** Time as the contracts write it, and where it comes from. */
@Configuration(proxyBeanMethods = false)
class JsonConfiguration {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    JsonMapperBuilderCustomizer instants() {
        return builder -> builder.addModule(new SimpleModule().addSerializer(new StdSerializer<Instant>(Instant.class) {
            @Override
            public void serialize(Instant instant, JsonGenerator json, SerializationContext context) {
                json.writeString(Rfc3339.format(instant));
            }
        }));
    }
}
