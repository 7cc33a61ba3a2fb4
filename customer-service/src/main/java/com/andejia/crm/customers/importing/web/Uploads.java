package com.andejia.crm.customers.importing.web;

import com.andejia.crm.customers.api.Refusal;
import com.andejia.crm.customers.api.Refusal.Kind;
import com.andejia.crm.customers.importing.ImportFile;
import com.andejia.crm.customers.importing.ImportProperties;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.ResolvableType;
import org.springframework.core.codec.DecodingException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.codec.multipart.PartEvent;
import org.springframework.http.codec.multipart.PartEventHttpMessageReader;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Receives a file of a form onto disk, buffer by buffer, and removes it when it has been used. */
@Component
class Uploads {
    private static final Logger log = LoggerFactory.getLogger(Uploads.class);
    private static final ResolvableType PARTS = ResolvableType.forClass(PartEvent.class);
    private static final int MOST_PARTS = 10;

    /** What a form adds to its file. */
    private static final int LARGEST_FRAME = 64 * 1024;

    /** Buffers that wait for the disk. */
    private static final int AHEAD = 4;

    /** A form that is wrong in two ways fails once; the framework would log the second time as an error of the service. */
    private static final String DROPPED = "reactor.onErrorDropped.local";

    private final PartEventHttpMessageReader reader = new PartEventHttpMessageReader();
    private final long maxSize;

    Uploads(ImportProperties properties) {
        maxSize = properties.maxSize().toBytes();
        reader.setMaxParts(MOST_PARTS);
    }

    <T> Mono<T> use(ServerHttpRequest request, Function<ImportFile, Mono<T>> use) {
        if (!isForm(request)) {
            return Mono.error(
                    Refusal.of(Kind.UNSUPPORTED_MEDIA_TYPE, "请用 multipart/form-data 上传 CSV 或 XLSX 文件，字段名为 file"));
        }
        if (request.getHeaders().getContentLength() > maxSize + LARGEST_FRAME) {
            return Mono.error(Upload.tooLarge(maxSize));
        }
        return Mono.usingWhen(
                Mono.fromCallable(() -> Upload.create(maxSize)).subscribeOn(Schedulers.boundedElastic()),
                upload -> receive(request, upload).then(Mono.defer(() -> use.apply(upload.file()))),
                upload -> Mono.fromRunnable(upload::delete).subscribeOn(Schedulers.boundedElastic()));
    }

    private static boolean isForm(ServerHttpRequest request) {
        try {
            MediaType type = request.getHeaders().getContentType();
            return type != null
                    && MediaType.MULTIPART_FORM_DATA.includes(type)
                    && type.getParameter("boundary") != null;
        } catch (InvalidMediaTypeException e) {
            return false;
        }
    }

    private Mono<Void> receive(ServerHttpRequest request, Upload upload) {
        Consumer<Throwable> ignoring = Uploads::ignore;
        return parts(request)
                .publishOn(Schedulers.boundedElastic(), AHEAD)
                .doOnNext(upload::accept)
                .takeUntil(event -> upload.hasFailed())
                .doOnDiscard(PartEvent.class, event -> DataBufferUtils.release(event.content()))
                .onErrorMap(DecodingException.class, e -> Refusal.of(Kind.INVALID, "上传的表单不完整或格式不正确"))
                .contextWrite(context -> context.put(DROPPED, ignoring))
                .then();
    }

    private static void ignore(Throwable failure) {
        log.debug("a form is wrong in more than one way", failure);
    }

    private Flux<PartEvent> parts(ServerHttpRequest request) {
        return reader.read(PARTS, request, Map.of());
    }
}
