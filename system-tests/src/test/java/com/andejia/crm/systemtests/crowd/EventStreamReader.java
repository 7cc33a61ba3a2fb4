package com.andejia.crm.systemtests.crowd;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The answer to one request for a stream, in whatever pieces it comes: HTTP's head, its chunks if there are any, lines. */
final class EventStreamReader {
    private static final byte[] NOTHING = {};
    private static final byte[] ID = "id: ".getBytes(StandardCharsets.US_ASCII);
    private static final String END_OF_HEAD = "\r\n\r\n";

    private final int connection;
    private final Lines lines;
    private @Nullable StringBuilder head = new StringBuilder();
    private Part part = Part.HEAD;
    private long left;
    private byte[] cut = NOTHING;
    private int cutLength;
    private byte[] id = NOTHING;
    private int idLength;

    private enum Part {
        HEAD,
        CHUNK_SIZE,
        CHUNK,
        END_OF_CHUNK,
        UNTIL_CLOSED,
        ENDED
    }

    EventStreamReader(int connection, Lines lines) {
        this.connection = connection;
        this.lines = lines;
    }

    /** Whether the server has answered that this is the stream. */
    boolean isOpen() {
        return part != Part.HEAD;
    }

    boolean hasEnded() {
        return part == Part.ENDED;
    }

    /** Null before the first one. */
    @Nullable
    String lastEventId() {
        return idLength == 0 ? null : new String(id, 0, idLength, StandardCharsets.UTF_8);
    }

    void read(byte[] bytes, int length, long now) throws IOException {
        int at = 0;
        while (at < length) {
            switch (part) {
                case HEAD -> at = head(bytes, at, length);
                case CHUNK_SIZE -> at = chunkSize(bytes, at);
                case CHUNK -> at = chunk(bytes, at, length, now);
                case END_OF_CHUNK -> part = bytes[at++] == '\n' ? Part.CHUNK_SIZE : part;
                case UNTIL_CLOSED -> at = text(bytes, at, length, now);
                case ENDED -> at = length;
            }
        }
    }

    private int head(byte[] bytes, int from, int to) throws IOException {
        StringBuilder all = head;
        if (all == null) {
            throw new IllegalStateException("a second head");
        }
        for (int at = from; at < to; at++) {
            all.append((char) bytes[at]);
            if (bytes[at] == '\n' && all.indexOf(END_OF_HEAD, all.length() - END_OF_HEAD.length()) >= 0) {
                begin(all.toString().toLowerCase(Locale.ROOT));
                return at + 1;
            }
        }
        return to;
    }

    private void begin(String answer) throws IOException {
        if (!answer.startsWith("http/1.1 200 ")) {
            throw new IOException(
                    "a stream was refused: " + answer.lines().findFirst().orElse(""));
        }
        part = answer.contains("\r\ntransfer-encoding: chunked") ? Part.CHUNK_SIZE : Part.UNTIL_CLOSED;
        left = 0;
        head = null;
    }

    private int chunkSize(byte[] bytes, int at) {
        byte next = bytes[at];
        if (next == '\n') {
            part = left == 0 ? Part.ENDED : Part.CHUNK;
        } else if (next != '\r') {
            left = 16 * left + Character.digit(next, 16);
        }
        return at + 1;
    }

    private int chunk(byte[] bytes, int from, int length, long now) {
        int to = (int) Math.min(length, from + left);
        text(bytes, from, to, now);
        left -= to - from;
        if (left == 0) {
            part = Part.END_OF_CHUNK;
        }
        return to;
    }

    private int text(byte[] bytes, int from, int to, long now) {
        int begin = from;
        for (int at = from; at < to; at++) {
            if (bytes[at] == '\n') {
                if (cutLength == 0) {
                    line(bytes, begin, at, now);
                } else {
                    keep(bytes, begin, at);
                    line(cut, 0, cutLength, now);
                    cutLength = 0;
                }
                begin = at + 1;
            }
        }
        keep(bytes, begin, to);
        return to;
    }

    /** The beginning of a line whose end has not come yet. */
    private void keep(byte[] bytes, int from, int to) {
        int length = cutLength + to - from;
        if (cut.length < length) {
            cut = Arrays.copyOf(cut, Math.max(length, 2 * cut.length));
        }
        System.arraycopy(bytes, from, cut, cutLength, to - from);
        cutLength = length;
    }

    private void line(byte[] bytes, int from, int to, long now) {
        if (to - from > ID.length && Arrays.equals(bytes, from, from + ID.length, ID, 0, ID.length)) {
            idLength = to - from - ID.length;
            id = id.length < idLength ? new byte[idLength] : id;
            System.arraycopy(bytes, from + ID.length, id, 0, idLength);
        }
        lines.line(connection, bytes, from, to, now);
    }
}
