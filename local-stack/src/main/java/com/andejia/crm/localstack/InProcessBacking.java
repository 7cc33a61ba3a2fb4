package com.andejia.crm.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** The local ones, in this JVM, on a directory that goes with them. */
final class InProcessBacking implements Backing {
    private final Path dir;
    private final LocalKafka kafka;
    private final LocalMongo mongo;

    InProcessBacking() {
        try {
            dir = Files.createTempDirectory("crm-test-stack");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        kafka = LocalKafka.start(dir.resolve("kafka"), 0);
        mongo = LocalMongo.inMemory(0);
    }

    @Override
    public String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    @Override
    public String mongoUri(String database) {
        return mongo.uri(database);
    }

    @Override
    public String description() {
        return "a local broker and an embedded database in this JVM, since no Docker answers";
    }

    @Override
    public void close() {
        kafka.close();
        mongo.close();
        try (Stream<Path> files = Files.walk(dir)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(file -> {
                if (!file.delete()) {
                    file.deleteOnExit();
                }
            });
        } catch (IOException | UncheckedIOException e) {
            // Whatever is left lies among the temporary files; no test is worse for it.
        }
    }
}
