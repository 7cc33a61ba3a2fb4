package com.andejia.crm.localstack;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A certificate authority of one run, which certifies one server on this machine and is then gone: its key is deleted, and only its
 * certificate is left for clients to trust. Made by the keytool that comes with every Java.
 *
 * @param dir holds the server's key and certificates, and {@code ca.crt}
 */
public record LocalAuthority(Path dir) {
    /** What the server's certificate calls it. */
    static final String SERVER = "CN=server";

    static final String STORE_TYPE = "PKCS12";

    /** Guards nothing, since it is known: keytool wants one. The directory must be nobody else's. */
    static final String STORE_PASSWORD = "known-to-all";

    private static final String AUTHORITY = "authority";
    private static final String ALIAS = "server";
    private static final int PATIENCE_SECONDS = 60;

    static LocalAuthority create(Path dir) {
        LocalAuthority created = new LocalAuthority(dir.toAbsolutePath());
        try {
            Files.createDirectories(dir);
            created.generate(AUTHORITY, "CN=local-authority", "-ext", "bc:c=ca:true", "-ext", "ku:c=keyCertSign");
            created.generate(ALIAS, SERVER, "-ext", "san=dns:localhost,ip:127.0.0.1", "-signer", AUTHORITY);
            created.forgetTheAuthority();
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("Cannot make certificates in " + dir, e);
        }
        return created;
    }

    Path store() {
        return dir.resolve("server.p12");
    }

    /** What clients are to trust, as PEM. */
    Path certificate() {
        return dir.resolve("ca.crt");
    }

    /** A service that is to trust it with its database. */
    public Map<String, String> environmentForMongo() {
        return Map.of(
                "SPRING_MONGODB_SSL_BUNDLE",
                "mongodb",
                "SPRING_SSL_BUNDLE_PEM_MONGODB_TRUSTSTORE_CERTIFICATE",
                "file:" + certificate());
    }

    PrivateKey key() {
        try {
            return (PrivateKey) load().getKey(ALIAS, STORE_PASSWORD.toCharArray());
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("Cannot read " + store(), e);
        }
    }

    X509Certificate[] chain() {
        try {
            return Arrays.stream(load().getCertificateChain(ALIAS))
                    .map(X509Certificate.class::cast)
                    .toArray(X509Certificate[]::new);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("Cannot read " + store(), e);
        }
    }

    private KeyStore load() throws IOException, GeneralSecurityException {
        return KeyStore.getInstance(store().toFile(), STORE_PASSWORD.toCharArray());
    }

    private void forgetTheAuthority() throws IOException, GeneralSecurityException {
        KeyStore keys = load();
        String pem = Base64.getMimeEncoder(64, new byte[] {'\n'})
                .encodeToString(keys.getCertificate(AUTHORITY).getEncoded());
        Files.writeString(certificate(), "-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n".formatted(pem));
        keys.deleteEntry(AUTHORITY);
        try (OutputStream out = Files.newOutputStream(store())) {
            keys.store(out, STORE_PASSWORD.toCharArray());
        }
    }

    private void generate(String alias, String name, String... more) throws IOException {
        List<String> command = Stream.concat(
                        Stream.of(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString(),
                                "-genkeypair",
                                "-keystore",
                                store().toString(),
                                "-storetype",
                                STORE_TYPE,
                                "-storepass",
                                STORE_PASSWORD,
                                "-alias",
                                alias,
                                "-dname",
                                name,
                                "-keyalg",
                                "EC",
                                "-groupname",
                                "secp256r1",
                                "-validity",
                                "30"),
                        Arrays.stream(more))
                .toList();
        Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (!keytool.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
                throw new IllegalStateException("keytool: " + said);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while keytool worked", e);
        }
    }
}
