package com.andejia.crm.notifications.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NotificationCursorTest {
    @Test
    void whatIsEncodedIsDecoded() {
        var cursor = new NotificationCursor(Instant.parse("2025-11-24T07:43:08.911Z"), "0123456789abcdef");

        assertThat(NotificationCursor.decode(cursor.encode())).contains(cursor);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "12", "x id", "-1 id", "12 ", "9999999999999999 id", "12 a b"})
    void anythingElseIsNone(String text) {
        String encoded = Base64.getUrlEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));

        assertThat(NotificationCursor.decode(encoded)).isEmpty();
        assertThat(NotificationCursor.decode("%" + text)).isEmpty();
    }
}
