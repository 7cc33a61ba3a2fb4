package com.andejia.crm.notifications.live;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpObject;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;

/**
 * Frames for a channel that has no HTTP codec any more. All that waits when the channel gets to it goes out in one buffer and
 * with one write: as one chunk (<a href="https://www.rfc-editor.org/rfc/rfc9112#section-7.1">RFC 9112, section 7.1</a>), or
 * as it is for HTTP/1.0, which knows no chunks and ends with the connection.
 */
@SuppressWarnings("FutureReturnValueIgnored") // whatever fails here closes the channel, and that is what is waited for
final class ChannelSink extends ChannelDuplexHandler implements FrameSink {
    private static final Logger log = LoggerFactory.getLogger(ChannelSink.class);

    /** A buffer ends with the frame that makes it so long. */
    private static final int AT_ONCE = 32 * 1024;

    private static final int CHUNK_FRAMING = 12;
    private static final byte[] CRLF = {'\r', '\n'};
    private static final ByteBuf LAST_CHUNK =
            Unpooled.unreleasableBuffer(Unpooled.copiedBuffer("0\r\n\r\n", StandardCharsets.US_ASCII));

    private final Channel channel;
    private final boolean chunked;
    private final Queue<byte[]> queue = new ArrayDeque<>(4);
    private boolean scheduled;
    private boolean finished;
    private boolean ended;
    private @Nullable Disposable onClose;

    ChannelSink(Channel channel, boolean chunked) {
        this.channel = channel;
        this.chunked = chunked;
    }

    /** Runs once, when the channel is closed or if it is so already. */
    void onClose(Disposable action) {
        onClose = action;
        if (!channel.isActive()) {
            closed();
        }
    }

    @Override
    public synchronized boolean offer(byte[] frame) {
        if (finished) {
            return true;
        }
        if (queue.size() >= QUEUE) {
            return false;
        }
        queue.add(frame);
        schedule();
        return true;
    }

    @Override
    public synchronized void finish() {
        if (!finished) {
            finished = true;
            schedule();
            channel.eventLoop().schedule(() -> channel.close(), GRACE.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void cut() {
        log.info("a reader is too slow, its stream is cut; it resumes by Last-Event-ID");
        channel.close();
    }

    private void schedule() {
        if (!scheduled) {
            scheduled = true;
            channel.eventLoop().execute(this::drain);
        }
    }

    /** As much as the channel takes; when it takes more, {@link #channelWritabilityChanged} comes back here. */
    private synchronized void drain() {
        scheduled = false;
        ChannelHandlerContext ctx = channel.pipeline().context(this);
        if (ctx == null || !channel.isActive()) {
            return;
        }
        while (!queue.isEmpty() && channel.isWritable()) {
            ctx.write(nextFrames(ctx), ctx.voidPromise());
        }
        if (finished && queue.isEmpty() && !ended) {
            ended = true;
            ctx.write(chunked ? LAST_CHUNK.duplicate() : Unpooled.EMPTY_BUFFER)
                    .addListener(ChannelFutureListener.CLOSE);
        }
        ctx.flush();
    }

    private ByteBuf nextFrames(ChannelHandlerContext ctx) {
        int length = 0;
        int frames = 0;
        for (byte[] frame : queue) {
            length += frame.length;
            frames++;
            if (length >= AT_ONCE) {
                break;
            }
        }
        ByteBuf buffer = ctx.alloc().ioBuffer(length + CHUNK_FRAMING);
        if (chunked) {
            buffer.writeCharSequence(Integer.toHexString(length), StandardCharsets.US_ASCII);
            buffer.writeBytes(CRLF);
        }
        for (int i = 0; i < frames; i++) {
            buffer.writeBytes(queue.remove());
        }
        return chunked ? buffer.writeBytes(CRLF) : buffer;
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (channel.isWritable()) {
            drain();
        }
    }

    /** The framework ends the response that it thinks it has yet to write; the stream goes on. */
    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        if (message instanceof HttpObject) {
            ReferenceCountUtil.release(message);
            promise.trySuccess();
        } else {
            ctx.write(message, promise);
        }
    }

    /** A client of a stream has nothing more to say. */
    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ReferenceCountUtil.release(message);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        closed();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable failure) {
        log.debug("a stream's connection failed, its client will come back", failure);
        ctx.close();
    }

    private void closed() {
        if (onClose != null) {
            onClose.dispose();
            onClose = null;
        }
    }
}
