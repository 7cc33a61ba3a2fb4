package com.andejia.crm.notifications.live;

import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.List;
import java.util.Objects;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The events of the stream for the API document: each by its name, what its data are, and whether it has an id. */
@Configuration(proxyBeanMethods = false)
class StreamShape {
    private static final String EVENT = "StreamEvent";

    @Bean
    OpenApiCustomizer streamEvents() {
        return document -> {
            document.getComponents().addSchemas(EVENT, event());
            var content = new Content()
                    .addMediaType(
                            org.springframework.http.MediaType.TEXT_EVENT_STREAM_VALUE,
                            new MediaType().schema(new ArraySchema().items(new Schema<>().$ref(EVENT))));
            Objects.requireNonNull(document.getPaths().get(StreamController.PATH))
                    .getGet()
                    .getResponses()
                    .addApiResponse(
                            "200",
                            new ApiResponse()
                                    .description("先是 retry: 3000 和 unread-count，之后是发生的事；每个事件的 data 为一行 JSON")
                                    .content(content));
        };
    }

    static Schema<?> event() {
        var event = new Schema<>();
        List.of(
                        named("unread-count", "未读数：连接后立即发送，此后每次变化都发送", object("count", number())),
                        placed("notification", "新通知；silent 为 true 时只列出，不弹出"),
                        placed("notification-updated", "已发送过的通知有了变化，如汇总又多了一条"),
                        named("read", "某台设备上已读：ids 所列的，或到 upTo（事件 id）为止的全部", read()),
                        named("resync", "错过的太多，或 Last-Event-ID 已失效：请重新加载列表", new ObjectSchema()),
                        named("heartbeat", "每 20 秒一次", new ObjectSchema()),
                        named("expiring", "登录即将过期：请换新的令牌重新连接", object("expiresInSeconds", number())),
                        named("superseded", "同一用户的连接过多，本连接结束：请勿重新连接", new ObjectSchema()))
                .forEach(event::addOneOfItem);
        return event;
    }

    private static ObjectSchema named(String name, String meaning, Schema<?> data) {
        var event = new ObjectSchema();
        event.setDescription(meaning);
        event.addProperty("event", new StringSchema()._enum(List.of(name)));
        event.addProperty("data", data);
        event.setRequired(List.of("event", "data"));
        return event;
    }

    /** One that a client can resume from. */
    private static ObjectSchema placed(String name, String meaning) {
        ObjectSchema event = named(name, meaning, new Schema<>().$ref("Notification"));
        event.addProperty("id", new StringSchema().pattern("^.+\\.[0-9]+$"));
        event.setRequired(List.of("event", "id", "data"));
        return event;
    }

    private static Schema<?> read() {
        ObjectSchema read = new ObjectSchema();
        read.addProperty("ids", new ArraySchema().items(new StringSchema()));
        read.addProperty("upTo", new StringSchema());
        return read;
    }

    private static Schema<?> object(String field, Schema<?> value) {
        var object = new ObjectSchema();
        object.addProperty(field, value);
        object.setRequired(List.of(field));
        return object;
    }

    private static Schema<?> number() {
        return new IntegerSchema().format("int64");
    }
}
