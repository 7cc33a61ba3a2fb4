package com.andejia.crm.localstack;

import org.testcontainers.DockerClientFactory;

/**
 * The broker and the database of all tests of a JVM: containers where Docker answers, {@link LocalKafka} and
 * {@link LocalMongo} where it does not. Started when first asked for, ended with the JVM. Tests share it, so they use
 * topics and databases of their own names.
 */
public final class TestStack {
    private final Backing backing;

    private TestStack(Backing backing) {
        this.backing = backing;
    }

    public static TestStack shared() {
        return Shared.INSTANCE;
    }

    public String bootstrapServers() {
        return backing.bootstrapServers();
    }

    public String mongoUri(String database) {
        return backing.mongoUri(database);
    }

    /** Initialised by the JVM, once and for all threads, when {@link #shared} first asks. */
    private static final class Shared {
        static final TestStack INSTANCE = start();

        private static TestStack start() {
            quietLogs();
            Backing backing = DockerClientFactory.instance().isDockerAvailable()
                    ? new ContainerBacking()
                    : new InProcessBacking();
            Runtime.getRuntime().addShutdownHook(new Thread(backing::close, "stop-test-stack"));
            System.out.println("Tests run against " + backing.description() + ".");
            return new TestStack(backing);
        }

        private static void quietLogs() {
            try {
                QuietLevels.install();
            } catch (NoClassDefFoundError e) {
                // These tests log with something else, and say themselves how much.
            }
        }
    }
}
