package com.andejia.crm.systemtests.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Of the image only what can be read: there is nobody here to build it. */
class ImageTest {
    private static final Pattern FROM = Pattern.compile("(?m)^FROM (\\S+)");
    private static final Pattern USER = Pattern.compile("(?m)^USER (\\S+)$");
    private static final String FILE = Trees.text(Path.of("../Dockerfile"));

    @Test
    void theImageIsOfAKnownJavaAndOfANumberThatIsNotRoot() {
        assertThat(complaints(FILE)).isEmpty();
    }

    @Test
    void aBaseThatMayBeAnythingIsNoticed() {
        assertThat(complaints(FILE.replaceFirst("FROM eclipse-temurin:\\S+", "FROM eclipse-temurin:latest")))
                .contains("based on eclipse-temurin:latest");
    }

    @Test
    void anotherJavaIsNoticed() {
        assertThat(complaints(FILE.replaceFirst("FROM eclipse-temurin:25[^-]+", "FROM eclipse-temurin:25.0.2_10")))
                .contains("of two versions of Java");
    }

    @Test
    void rootIsNoticed() {
        assertThat(complaints(FILE.replace("USER 10001:10001", ""))).contains("runs as []");
        assertThat(complaints(FILE.replace("USER 10001:10001", "USER crm"))).contains("runs as [crm]");
    }

    private static List<String> complaints(String file) {
        List<String> bases = found(FROM, file);
        Stream<String> unknown = bases.stream()
                .filter(it -> !it.matches("eclipse-temurin:25\\.[0-9._]+-(jdk|jre)-[a-z]+"))
                .map(it -> "based on " + it);
        Stream<String> mixed = bases.stream()
                                .map(it -> it.replaceFirst("-(jdk|jre)-", "-"))
                                .distinct()
                                .count()
                        > 1
                ? Stream.of("of two versions of Java")
                : Stream.empty();
        List<String> users = found(USER, file);
        Stream<String> root = users.equals(List.of("10001:10001")) ? Stream.empty() : Stream.of("runs as " + users);
        return Stream.of(unknown, mixed, root).flatMap(it -> it).toList();
    }

    private static List<String> found(Pattern pattern, String file) {
        return pattern.matcher(file)
                .results()
                .map((MatchResult it) -> it.group(1))
                .toList();
    }
}
