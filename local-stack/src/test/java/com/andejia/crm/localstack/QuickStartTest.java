package com.andejia.crm.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a service is run with; that Spring Boot's jars run with it too is what every system test shows. */
class QuickStartTest {
    @TempDir
    private Path root;

    @Test
    void aJarThatIsNotOfSpringBootIsRunAsItIs() throws IOException {
        FakeService.install(root, "customer-service");
        Path jar = root.resolve("customer-service/target/customer-service.jar");

        assertThat(new QuickStart(jar).arguments()).containsExactly(LifelineJar.asAgent(), "-jar", jar.toString());
        assertThat(jar.resolveSibling("quick-start")).doesNotExist();
    }

    @Test
    void whatIsNoJarAtAllIsLeftToJavaToRefuse() throws IOException {
        Path jar = Files.writeString(root.resolve("service.jar"), "not a jar");

        assertThat(new QuickStart(jar).arguments()).containsExactly(LifelineJar.asAgent(), "-jar", jar.toString());
    }
}
