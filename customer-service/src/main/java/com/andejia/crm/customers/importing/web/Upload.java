package com.andejia.crm.customers.importing.web;

import com.andejia.crm.customers.api.Refusal;
import com.andejia.crm.customers.api.Refusal.Kind;
import com.andejia.crm.customers.importing.ImportFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.codec.multipart.FilePartEvent;
import org.springframework.http.codec.multipart.PartEvent;

/** A file as it arrives, part by part, and lies on disk until it is read. Waits for the disk. */
final class Upload {
    private static final String PART = "file";

    private final Path content;
    private final long maxSize;
    private long received;
    private @Nullable String name;
    private boolean isComplete;
    private @Nullable RuntimeException failure;

    private Upload(Path content, long maxSize) {
        this.content = content;
        this.maxSize = maxSize;
    }

    /** Readable by this service alone. */
    static Upload create(long maxSize) throws IOException {
        return new Upload(Files.createTempFile("crm-import-", ".upload"), maxSize);
    }

    /**
     * Takes the content of the part that counts; what comes in other parts counts for the size alone. What is wrong is said
     * later: a buffer that came with a failure would be released twice.
     */
    void accept(PartEvent event) {
        DataBuffer buffer = event.content();
        try {
            received += buffer.readableByteCount();
            if (received > maxSize) {
                failure = tooLarge(maxSize);
            } else if (event instanceof FilePartEvent file && file.name().equals(PART)) {
                take(file);
            }
        } catch (IOException e) {
            failure = new UncheckedIOException(e);
        } finally {
            DataBufferUtils.release(buffer);
        }
    }

    private void take(FilePartEvent file) throws IOException {
        if (isComplete) {
            failure = Refusal.invalid(PART, "一次只能上传一个文件");
            return;
        }
        name = file.filename();
        isComplete = file.isLast();
        append(file.content());
    }

    /** Nothing that follows can mend it. */
    boolean hasFailed() {
        return failure != null;
    }

    private void append(DataBuffer buffer) throws IOException {
        try (SeekableByteChannel file = Files.newByteChannel(content, StandardOpenOption.APPEND);
                DataBuffer.ByteBufferIterator bytes = buffer.readableByteBuffers()) {
            while (bytes.hasNext()) {
                ByteBuffer next = bytes.next();
                while (next.hasRemaining()) {
                    file.write(next);
                }
            }
        }
    }

    ImportFile file() {
        if (failure != null) {
            throw failure;
        }
        if (!isComplete) {
            throw Refusal.invalid(PART, "请选择要导入的文件");
        }
        return new ImportFile(Objects.requireNonNull(name), content);
    }

    static Refusal tooLarge(long maxSize) {
        return Refusal.of(Kind.TOO_LARGE, "文件不能超过 " + maxSize / (1024 * 1024) + " MB");
    }

    void delete() {
        try {
            Files.deleteIfExists(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
