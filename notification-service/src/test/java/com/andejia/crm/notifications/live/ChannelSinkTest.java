package com.andejia.crm.notifications.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ChannelSinkTest {
    private final EmbeddedChannel channel = new EmbeddedChannel();

    @AfterEach
    void noBufferIsLeft() {
        channel.finishAndReleaseAll();
    }

    @Test
    void allThatWaitsIsOneChunk() {
        ChannelSink sink = sink(true);

        sink.offer(utf8("one\n\n"));
        sink.offer(utf8("two\n\n"));
        channel.runPendingTasks();

        assertThat(written()).isEqualTo("a\r\none\n\ntwo\n\n\r\n");
        assertThat(written()).isNull();
    }

    @Test
    void withoutChunksItIsWrittenAsItIsAndEndsWithTheConnection() {
        ChannelSink sink = sink(false);

        sink.offer(utf8("one\n\n"));
        sink.finish();
        channel.runPendingTasks();

        assertThat(written()).isEqualTo("one\n\n");
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void itEndsAfterWhatIsQueuedAndNothingComesAfterTheEnd() {
        ChannelSink sink = sink(true);

        sink.offer(utf8("one\n\n"));
        sink.finish();
        assertThat(sink.offer(utf8("late\n\n"))).isTrue();
        sink.finish();
        channel.runPendingTasks();

        assertThat(written()).isEqualTo("5\r\none\n\n\r\n");
        assertThat(written()).isEqualTo("0\r\n\r\n");
        assertThat(written()).isNull();
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void whoDoesNotReadFillsTheQueueAndGetsTheRestWhenReading() {
        ChannelSink sink = sink(true);
        setReads(false);

        for (int i = 0; i < FrameSink.QUEUE; i++) {
            assertThat(sink.offer(utf8("x"))).isTrue();
        }
        channel.runPendingTasks();

        assertThat(sink.offer(utf8("x"))).isFalse();
        assertThat(written()).isNull();
        setReads(true);
        channel.runPendingTasks();
        assertThat(written()).isEqualTo("200\r\n" + "x".repeat(FrameSink.QUEUE) + "\r\n");
    }

    @Test
    void whoDoesNotReadIsGoneWhenTheGraceIsOver() {
        ChannelSink sink = sink(true);
        setReads(false);
        sink.offer(utf8("one\n\n"));

        sink.finish();
        channel.runPendingTasks();
        assertThat(channel.isOpen()).isTrue();
        channel.advanceTimeBy(FrameSink.GRACE.toMillis(), TimeUnit.MILLISECONDS);
        channel.runScheduledPendingTasks();

        assertThat(channel.isOpen()).isFalse();
        assertThat(written()).isNull();
    }

    @Test
    void whatIsToBeDoneAtTheCloseIsDoneOnceAlsoIfItIsAskedForTooLate() {
        var closed = new AtomicInteger();
        sink(true).onClose(closed::incrementAndGet);
        assertThat(channel.close()).isDone();
        assertThat(closed).hasValue(1);

        var late = new ChannelSink(channel, true);
        late.onClose(closed::incrementAndGet);
        assertThat(closed).hasValue(2);
    }

    private ChannelSink sink(boolean chunked) {
        var sink = new ChannelSink(channel, chunked);
        channel.pipeline().addLast(sink);
        return sink;
    }

    private void setReads(boolean reads) {
        channel.unsafe().outboundBuffer().setUserDefinedWritability(1, reads);
    }

    private String written() {
        channel.runPendingTasks();
        ByteBuf buffer = channel.readOutbound();
        if (buffer == null) {
            return null;
        }
        try {
            return buffer.toString(StandardCharsets.UTF_8);
        } finally {
            buffer.release();
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
