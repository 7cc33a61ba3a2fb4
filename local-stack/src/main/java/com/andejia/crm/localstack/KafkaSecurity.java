package com.andejia.crm.localstack;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;

/**
 * TLS, and users with passwords: what the nodes of a cluster and their clients need to know who is who. All of it is made anew for
 * each run, so that no key and no password is ever part of the project. What a user may do is for {@link #OPS} to say.
 *
 * @param dir must be nobody else's
 */
public record KafkaSecurity(Path dir) {
    /** May do everything. */
    public static final String OPS = "ops";

    static final String MECHANISM = "SCRAM-SHA-512";
    private static final String PROTOCOL = "SASL_SSL";

    /** Users that are known from the first start of a cluster on, besides {@link #OPS}. */
    public static KafkaSecurity create(Path dir, String... users) {
        LocalAuthority.create(dir);
        Properties passwords = new Properties();
        for (String user : users) {
            passwords.put(user, UUID.randomUUID().toString());
        }
        passwords.put(OPS, UUID.randomUUID().toString());
        KafkaSecurity created = new KafkaSecurity(dir.toAbsolutePath());
        try (Writer file = Files.newBufferedWriter(created.users())) {
            passwords.store(file, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return created;
    }

    /** How a client of the user is configured, in Kafka's words. */
    public Map<String, Object> client(String user, String bootstrapServers) {
        return Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "security.protocol",
                PROTOCOL,
                "ssl.truststore.type",
                "PEM",
                "ssl.truststore.location",
                authority().certificate().toString(),
                "sasl.mechanism",
                MECHANISM,
                "sasl.jaas.config",
                login(user));
    }

    /** The same as the environment of a service, which may not create topics then. */
    public Map<String, String> environment(String user) {
        return Map.of(
                "SPRING_KAFKA_SECURITY_PROTOCOL",
                PROTOCOL,
                "SPRING_KAFKA_SSL_TRUST_STORE_TYPE",
                "PEM",
                "SPRING_KAFKA_SSL_TRUST_STORE_LOCATION",
                "file:" + authority().certificate(),
                "SPRING_KAFKA_PROPERTIES_SASL_MECHANISM",
                MECHANISM,
                "SPRING_KAFKA_PROPERTIES_SASL_JAAS_CONFIG",
                login(user),
                "CRM_TOPICS_CREATE",
                "false");
    }

    /** Which has certified the brokers. */
    public LocalAuthority authority() {
        return new LocalAuthority(dir);
    }

    /** What a new cluster is told of its users. */
    List<String> credentials() {
        return passwords().entrySet().stream()
                .map(user -> "%s=[name=%s,password=%s]".formatted(MECHANISM, user.getKey(), user.getValue()))
                .toList();
    }

    String login(String user) {
        return "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";"
                .formatted(user, passwords().getProperty(user));
    }

    private Properties passwords() {
        Properties passwords = new Properties();
        try (Reader file = Files.newBufferedReader(users())) {
            passwords.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return passwords;
    }

    private Path users() {
        return dir.resolve("users.properties");
    }
}
