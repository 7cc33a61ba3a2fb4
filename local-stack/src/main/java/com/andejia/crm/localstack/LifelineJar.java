package com.andejia.crm.localstack;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/**
 * {@link Lifeline} packed, once per JVM. Packed here rather than by the build, so that it is there when this
 * module runs from its classes as well, and so that a service gets this one class and none of the others.
 */
final class LifelineJar {
    private static @Nullable Path packed;

    private LifelineJar() {}

    static String asAgent() {
        return "-javaagent:" + path();
    }

    /** Packs again what a cleaner of temporary files took away: a service may die and be started after many days. */
    static synchronized Path path() {
        Path jar = packed;
        if (jar == null || !Files.exists(jar)) {
            jar = pack();
            packed = jar;
        }
        return jar;
    }

    private static Path pack() {
        try {
            Path jar = Files.createTempFile("crm-lifeline", ".jar");
            jar.toFile().deleteOnExit();
            write(jar);
            return jar;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write what ends services with their launcher", e);
        }
    }

    private static void write(Path jar) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Premain-Class", Lifeline.class.getName());
        String entry = Lifeline.class.getName().replace('.', '/') + ".class";
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest);
                InputStream code = Lifeline.class.getClassLoader().getResourceAsStream(entry)) {
            out.putNextEntry(new JarEntry(entry));
            Objects.requireNonNull(code, entry).transferTo(out);
        }
    }
}
