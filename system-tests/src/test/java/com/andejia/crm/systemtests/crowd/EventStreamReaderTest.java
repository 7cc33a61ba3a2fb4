package com.andejia.crm.systemtests.crowd;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventStreamReaderTest {
    private static final String HEAD = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n";
    private static final String CHUNKED = HEAD + "Transfer-Encoding: chunked\r\n\r\n";

    private final List<String> lines = new ArrayList<>();
    private final EventStreamReader reader = new EventStreamReader(
            7, (connection, bytes, from, to, now) -> lines.add(new String(bytes, from, to - from, UTF_8)));

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 16, 1000})
    void linesAreTheSameInWhateverPiecesTheyCome(int piece) throws IOException {
        byte[] all = (CHUNKED + chunk("event: notification\nid: a.1") + chunk("2\nda") + chunk("ta: 客户\n\n")
                        + "0\r\n\r\n")
                .getBytes(UTF_8);
        for (int from = 0; from < all.length; from += piece) {
            byte[] next = new byte[Math.min(piece, all.length - from)];
            System.arraycopy(all, from, next, 0, next.length);
            reader.read(next, next.length, 0);
        }

        assertThat(lines).containsExactly("event: notification", "id: a.12", "data: 客户", "");
        assertThat(reader.lastEventId()).isEqualTo("a.12");
        assertThat(reader.hasEnded()).isTrue();
    }

    @Test
    void aBodyWithoutChunksIsReadAsItIs() throws IOException {
        byte[] all = (HEAD + "\r\ndata: {}\n").getBytes(UTF_8);

        reader.read(all, all.length, 0);

        assertThat(lines).containsExactly("data: {}");
        assertThat(reader.hasEnded()).isFalse();
    }

    @Test
    void itIsOpenOnlyOnceItIsAnswered() throws IOException {
        byte[] some = HEAD.getBytes(UTF_8);
        reader.read(some, some.length, 0);
        assertThat(reader.isOpen()).isFalse();

        reader.read("\r\n".getBytes(UTF_8), 2, 0);
        assertThat(reader.isOpen()).isTrue();
    }

    @Test
    void aRefusalIsNoStream() {
        byte[] refusal = "HTTP/1.1 401 Unauthorized\r\n\r\n".getBytes(UTF_8);

        assertThatThrownBy(() -> reader.read(refusal, refusal.length, 0))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("401");
    }

    private static String chunk(String text) {
        return "%x\r\n%s\r\n".formatted(text.getBytes(UTF_8).length, text);
    }
}
