package com.andejia.crm.systemtests.faults.agent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import net.bytebuddy.ByteBuddy;

/** This package as an agent that a JVM can be started with. */
public final class FaultAgentJar {
    private FaultAgentJar() {}

    /** Packs it, and returns the flag for a JVM with these controls and this sabotage. */
    public static String flag(Path jar, Path controls, Sabotage... sabotages) {
        try {
            if (!Files.exists(jar)) {
                pack(jar);
            }
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException("Cannot pack the fault agent", e);
        }
        StringBuilder flag = new StringBuilder("-javaagent:" + jar + "=" + controls);
        for (Sabotage sabotage : sabotages) {
            flag.append(',').append(sabotage.name());
        }
        return flag.toString();
    }

    private static void pack(Path jar) throws IOException, URISyntaxException {
        Path classes = Path.of(locationOf(FaultAgent.class).toURI());
        Path folder = classes.resolve(FaultAgent.class.getPackageName().replace('.', '/'));
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Premain-Class", FaultAgent.class.getName());
        manifest.getMainAttributes()
                .put(Attributes.Name.CLASS_PATH, locationOf(ByteBuddy.class).toString());
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest);
                Stream<Path> files = Files.list(folder)) {
            files.forEach(file -> add(out, classes, file));
        }
    }

    private static URL locationOf(Class<?> type) {
        return type.getProtectionDomain().getCodeSource().getLocation();
    }

    private static void add(JarOutputStream out, Path classes, Path file) {
        try {
            out.putNextEntry(new JarEntry(classes.relativize(file).toString()));
            Files.copy(file, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
