package com.andejia.crm.notifications.live;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ServerChannel;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.AttributeKey;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.Connection;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/**
 * Takes HTTP/1 connections over from the web framework once it has checked the request and set the response's headers.
 * What is left is the channel: nothing of the request, its exchange and its HTTP codec stays in memory for as long as the
 * stream is open (ADR 17).
 */
@Component
class ChannelHandover implements WebServerFactoryCustomizer<NettyReactiveWebServerFactory> {
    private static final AttributeKey<Function<FrameSink, Disposable>> OPENING =
            AttributeKey.valueOf(ChannelHandover.class, "opening");

    @Override
    public void customize(NettyReactiveWebServerFactory factory) {
        factory.addServerCustomizers(server -> server.mapHandle((handled, connection) ->
                handled.doOnError(failure -> opening(connection)).then(Mono.defer(() -> takeOver(connection)))));
    }

    /**
     * Whether the request's connection will be taken over as soon as the request has been handled, which should be without a
     * body.
     *
     * @param opening is given the stream's way out then, and returns what is to be done when that is closed
     */
    boolean accepts(ServerHttpRequest request, Function<FrameSink, Disposable> opening) {
        if (ServerHttpRequestDecorator.getNativeRequest(request) instanceof HttpServerRequest http
                && http.method().equals(HttpMethod.GET)
                && http instanceof Connection connection
                && connection.channel().parent() instanceof ServerChannel) {
            connection.channel().attr(OPENING).set(opening);
            return true;
        }
        return false;
    }

    private static Mono<Void> takeOver(Connection connection) {
        Function<FrameSink, Disposable> opening = opening(connection);
        if (opening == null || !(connection instanceof HttpServerResponse response) || response.hasSentHeaders()) {
            return Mono.empty();
        }
        Channel channel = connection.channel();
        Mono<Void> replaced = Mono.fromRunnable(() -> {
            if (channel.isActive()) {
                ChannelSink sink = replaceHttp(channel, response);
                sink.onClose(opening.apply(sink));
            }
        });
        // Not now, as the codec may be in the midst of reading the request.
        return replaced.subscribeOn(Schedulers.fromExecutor(channel.eventLoop()));
    }

    private static @Nullable Function<FrameSink, Disposable> opening(Connection connection) {
        return connection.channel().attr(OPENING).getAndSet(null);
    }

    private static ChannelSink replaceHttp(Channel channel, HttpServerResponse response) {
        ChannelPipeline pipeline = channel.pipeline();
        HttpResponse head =
                new DefaultHttpResponse(HttpVersion.HTTP_1_1, response.status(), response.responseHeaders());
        boolean chunked = response.version().equals(HttpVersion.HTTP_1_1);
        HttpUtil.setTransferEncodingChunked(head, chunked);
        head.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        pipeline.context(NettyPipeline.HttpTrafficHandler)
                .writeAndFlush(head)
                .addListener(ChannelFutureListener.CLOSE_ON_FAILURE);

        for (String name : pipeline.names()) {
            ChannelHandler handler = pipeline.get(name);
            if (handler != null && !(handler instanceof SslHandler)) {
                pipeline.remove(handler);
            }
        }
        var sink = new ChannelSink(channel, chunked);
        pipeline.addLast(sink);
        channel.config().setAutoRead(true);
        return sink;
    }
}
