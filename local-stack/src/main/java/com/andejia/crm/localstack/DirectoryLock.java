package com.andejia.crm.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** One launcher per data directory. The operating system lets go of the lock when its holder ends, however it ends. */
final class DirectoryLock implements AutoCloseable {
    private final FileChannel channel;

    private DirectoryLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes the directory, creating it where needed.
     *
     * @throws CannotStart naming the process that has it
     */
    static DirectoryLock take(Path directory) {
        Path holder = directory.resolve("launcher.pid");
        try {
            Files.createDirectories(directory);
            FileChannel channel = FileChannel.open(
                    directory.resolve("launcher.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (lock(channel) == null) {
                channel.close();
                throw new CannotStart(
                        "The stack already runs on the data in %s (process %s): use that one, or end it with Ctrl-C or kill."
                                .formatted(directory, Files.readString(holder).strip()));
            }
            Files.writeString(holder, ProcessHandle.current().pid() + "\n");
            return new DirectoryLock(channel);
        } catch (IOException e) {
            throw new CannotStart("Cannot write to %s: make it writable or set CRM_DATA_DIR. (%s)"
                    .formatted(directory, e.getMessage()));
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
