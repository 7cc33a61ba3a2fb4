package com.andejia.crm.notifications.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.andejia.crm.localstack.EventStreamClient;
import com.andejia.crm.notifications.support.RealParts;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** The web framework's own way. */
class Http2StreamIT extends StreamContract {
    @Override
    HttpClient.Version version() {
        return HttpClient.Version.HTTP_2;
    }

    @Override
    EventStreamClient connect(URI stream, String... headers) throws Exception {
        return EventStreamClient.openHttp2(stream, headers);
    }

    @Test
    void aRequestWithABodyMayAskForHttp2Too() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri().resolve("/api/notifications/mark-all-read"))
                .header("Authorization", "Bearer " + RealParts.ISSUER.tokenFor(alice))
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString("{}"))
                .build();

        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());

        assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(answer.statusCode()).isEqualTo(200);
    }
}
