package com.andejia.crm.localstack;

import de.bwaldvogel.mongo.MongoServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;

/**
 * A server that speaks MongoDB's protocol, for local runs and tests, not for production. It looks like a standalone
 * server to the drivers, or like a replica set of one. What {@link #start} acknowledged survives the end of the process, also a violent one.
 *
 * <p>What a service must not rely on here, though MongoDB has it: transactions, sessions and change streams; partial
 * unique indexes (they become plain ones), TTL, {@code $text}, {@code $dateTrunc}, {@code $setWindowFields}, updates that
 * are pipelines, collations, validators and {@code explain}. The wrapper's own mends are in {@link StrictBackend}.
 *
 * <p>An index spares a query to look at all documents if it demands a value of the index's first field, or a range of
 * them, or that the field is there; see {@link SortedIndex}. It spares the sorting, and reading more than a page, if the
 * fields behind those with one value are those to sort by, all in the same direction. An aggregation that does not just
 * count reads the whole collection.
 */
public final class LocalMongo implements AutoCloseable {
    private static final String REPLICA_SET = "rs0";
    static final String FILE = "documents.bson.mv";

    /** Its documents are written in another way, which is no longer read. */
    private static final String EARLIER_FILE = "documents.mv";

    private final MongoServer server;
    private final int port;
    private final String options;

    private LocalMongo(MongoServer server, int port, String options) {
        this.server = server;
        this.server.bind("localhost", port);
        this.port = server.getLocalAddress().getPort();
        this.options = options;
    }

    /**
     * Serves what the directory holds, or nothing yet.
     *
     * @param port 0 for any free one
     * @throws CannotStart if an earlier version has written what the directory holds
     */
    public static LocalMongo start(Path dataDir, int port) {
        Path earlier = dataDir.resolve(EARLIER_FILE);
        if (Files.exists(earlier)) {
            throw new CannotStart(
                    earlier
                            + " was written by an earlier version: delete it, and what the broker keeps beside it, to begin anew.");
        }
        CommittingStore store = CommittingStore.open(dataDir.resolve(FILE));
        try {
            var backend = new StrictBackend(IndexedBackend.onDisk(store.store()), store::commit);
            return new LocalMongo(new MongoServer(backend), port, "");
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
    }

    /** In memory, over TLS and as a replica set: as a service finds it where it is deployed, but for a password. */
    public static LocalMongo certified(LocalAuthority authority) {
        int port = FreePorts.any();
        var server = new MongoServer(new StrictBackend(
                IndexedBackend.inMemory(),
                () -> {},
                answer -> Handshake.asPrimary(REPLICA_SET, "localhost:" + port, answer)));
        server.enableSsl(authority.key(), null, authority.chain());
        return new LocalMongo(server, port, "?replicaSet=" + REPLICA_SET + "&tls=true");
    }

    /**
     * Keeps everything in memory and forgets it when closed.
     *
     * @param port 0 for any free one
     */
    public static LocalMongo inMemory(int port) {
        return new LocalMongo(new MongoServer(new StrictBackend(IndexedBackend.inMemory(), () -> {})), port, "");
    }

    public String uri(String database) {
        return "mongodb://localhost:" + port + "/" + database + options;
    }

    @Override
    public void close() {
        server.shutdownNow();
    }

    /** Runs a database alone: {@code --port=27017 --data=DIR}, until the process is ended. */
    public static void main(String[] arguments) {
        // A thread waits for the command of its connection, and what waits is committed together.
        System.setProperty("io.netty.eventLoopThreads", "64");
        Options options = Options.parse(arguments);
        QuietLogs.toConsole();
        LocalMongo mongo = start(options.data(), options.port());
        Runtime.getRuntime().addShutdownHook(new Thread(mongo::close, "stop-mongo"));
        System.out.println("MongoDB's protocol is answered on " + mongo.uri(""));
    }

    /** The file behind the documents, written before anything is answered rather than once in a while. */
    private static final class CommittingStore {
        /** Commits leave chunks with little in them that still lives; now and then their content is moved together. */
        private static final int COMMITS_BETWEEN_COMPACTIONS = 1_000;

        private static final int TARGET_FILL_RATE = 60;
        private static final int COMPACTED_BYTES = 4 << 20;

        private static final int CACHE_MEGABYTES = 64;

        /** A quarter of what the store takes by itself: whoever changes one document writes its whole page, and one in each index. */
        private static final int PAGE_BYTES = 4 << 10;

        /** The exit code of a mongod that cannot go on. */
        private static final int ABRUPT = 14;

        private final MVStore store;
        private int commits;

        private CommittingStore(MVStore store) {
            this.store = store;
        }

        /**
         * Without the store's own thread: it would write documents while a command changes them. With no retention, so
         * that a chunk nobody needs any more is free at once.
         */
        static CommittingStore open(Path file) {
            try {
                Files.createDirectories(file.toAbsolutePath().getParent());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            MVStore store = new MVStore.Builder()
                    .fileName(file.toString())
                    .autoCommitDisabled()
                    .cacheSize(CACHE_MEGABYTES)
                    .pageSplitSize(PAGE_BYTES)
                    .open();
            store.setRetentionTime(0);
            store.setVersionsToKeep(0);
            return new CommittingStore(store);
        }

        MVStore store() {
            return store;
        }

        /** What cannot be written, as on a full disk, must not be answered: the process ends, as mongod does. */
        void commit() {
            try {
                if (store.commit() >= 0 && ++commits % COMMITS_BETWEEN_COMPACTIONS == 0) {
                    store.compact(TARGET_FILL_RATE, COMPACTED_BYTES);
                }
            } catch (MVStoreException e) {
                System.err.println("The database cannot write and ends: " + e.getMessage());
                Runtime.getRuntime().halt(ABRUPT);
            }
        }

        void close() {
            store.close();
        }
    }
}
