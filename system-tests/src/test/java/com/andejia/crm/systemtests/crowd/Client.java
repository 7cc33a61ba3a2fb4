package com.andejia.crm.systemtests.crowd;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** One of a {@link Crowd}. */
final class Client {
    /** From so many addresses: each has ports for some twenty-eight thousand connections, and closed ones keep theirs for a minute. */
    private static final int SOURCES = 32;

    private final int connection;
    private final Lines lines;
    private @Nullable SocketChannel channel;
    private @Nullable SelectionKey key;
    private EventStreamReader reader;
    private @Nullable String lastEventId;
    private boolean hasStream;
    private long notBefore = Long.MIN_VALUE;

    Client(int connection, Lines lines) {
        this.connection = connection;
        this.lines = lines;
        reader = new EventStreamReader(connection, lines);
    }

    boolean mayCome(long now) {
        return notBefore == Long.MIN_VALUE || now - notBefore >= 0;
    }

    void connect(InetSocketAddress server, Selector selector) throws IOException {
        reader = new EventStreamReader(connection, lines);
        SocketChannel opening = SocketChannel.open();
        channel = opening;
        opening.configureBlocking(false);
        opening.setOption(StandardSocketOptions.SO_REUSEADDR, true);
        opening.bind(new InetSocketAddress(source(), 0));
        key = opening.register(selector, SelectionKey.OP_CONNECT, this);
        opening.connect(server);
    }

    private InetAddress source() throws UnknownHostException {
        return InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) (2 + connection % SOURCES)});
    }

    void ask(Crowd.Requests requests) throws IOException {
        require(channel).finishConnect();
        require(key).interestOps(SelectionKey.OP_READ);
        ByteBuffer request = ByteBuffer.wrap(requests.request(connection, lastEventId));
        require(channel).write(request);
        if (request.hasRemaining()) {
            throw new IOException("a new connection does not take a request");
        }
    }

    int read(ByteBuffer buffer) throws IOException {
        int length = require(channel).read(buffer);
        if (length < 0) {
            throw new EOFException("the server has closed a stream");
        }
        return length;
    }

    /** Whether this has just become a stream. */
    boolean read(byte[] bytes, int length, long now) throws IOException {
        reader.read(bytes, length, now);
        if (reader.hasEnded()) {
            throw new EOFException("the server has ended a stream");
        }
        boolean isNew = !hasStream && reader.isOpen();
        hasStream |= isNew;
        return isNew;
    }

    /** Whether there was a stream. */
    boolean close(long comeBackNanos) {
        notBefore = comeBackNanos;
        String seen = reader.lastEventId();
        lastEventId = seen == null ? lastEventId : seen;
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        boolean had = hasStream;
        hasStream = false;
        return had;
    }

    private static <T> T require(@Nullable T present) throws IOException {
        if (present == null) {
            throw new IOException("not connected");
        }
        return present;
    }
}
