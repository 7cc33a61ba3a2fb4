package com.andejia.crm.customers.importing.web;

import java.nio.charset.StandardCharsets;
import org.springframework.http.ContentDisposition;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;

/** What makes an answer a file that a browser saves. */
final class Download {
    static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);
    static final MediaType XLSX =
            MediaType.parseMediaType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

    private Download() {}

    static void describe(ServerHttpResponse response, MediaType type, String name) {
        response.getHeaders().setContentType(type);
        response.getHeaders().setCacheControl("no-store");
        response.getHeaders()
                .setContentDisposition(ContentDisposition.attachment()
                        .filename(name, StandardCharsets.UTF_8)
                        .build());
    }
}
