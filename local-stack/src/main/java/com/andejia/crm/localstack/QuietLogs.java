package com.andejia.crm.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.ConsoleHandler;
import java.util.logging.FileHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/**
 * Warnings of the broker and the database, kept off the console of whoever runs them. For processes of our own only: a
 * service that starts them for its tests has a logging backend already.
 */
final class QuietLogs {
    private static final int FILE_SIZE = 5_000_000;
    private static final int FILES = 3;

    /** Held, because the log manager holds loggers weakly and would forget their levels. */
    private static final Logger SECONDARY_INDEXES =
            Logger.getLogger("de.bwaldvogel.mongo.backend.AbstractMongoDatabase");

    private QuietLogs() {}

    static void toFile(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            use(new FileHandler(file.toString(), FILE_SIZE, FILES, true));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void toConsole() {
        use(new ConsoleHandler());
    }

    private static void use(Handler handler) {
        System.setProperty("java.util.logging.SimpleFormatter.format", "%1$tFT%1$tT.%1$tL%1$tz %4$s %3$s %5$s%6$s%n");
        handler.setFormatter(new SimpleFormatter());
        LogManager.getLogManager().reset();
        Logger root = Logger.getLogger("");
        root.setLevel(Level.WARNING);
        root.addHandler(handler);
        // It warns of every index that is not unique: known, and said in LocalMongo.
        SECONDARY_INDEXES.setLevel(Level.SEVERE);
    }
}
