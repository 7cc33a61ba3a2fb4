package com.andejia.crm.notifications.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nobody compiles the scripts: what a build would find out about them, these do. */
class ConsoleFilesTest {
    private static final Path ROOT = Path.of("src/main/resources/static");
    private static final Pattern IMPORT = Pattern.compile("(?m)^import (?:[^';]* from )?'([^']+)';$");
    private static final Pattern REFERENCE = Pattern.compile("(?:src|href)=\"([^\"]+)\"");
    private static final Pattern INLINE =
            Pattern.compile("<script(?![^>]* src=)|<style|\\sstyle=|\\son[a-z]+=\"|javascript:");
    private static final Pattern PARSED_TEXT =
            Pattern.compile("innerHTML|outerHTML|insertAdjacentHTML|document\\.write|\\beval\\(|new Function\\(");

    @ParameterizedTest
    @MethodSource("scripts")
    void whatAScriptImportsIsThere(Path script) throws IOException {
        assertThat(all(IMPORT, script))
                .allSatisfy(name -> assertThat(script.resolveSibling(name)).exists());
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void noScriptMakesTextIntoMarkupOrCode(Path script) throws IOException {
        assertThat(Files.readString(script)).doesNotContainPattern(PARSED_TEXT);
    }

    @Test
    void thePageHasNothingInlineThatItsPolicyWouldForbid() throws IOException {
        Path page = ROOT.resolve("index.html");

        assertThat(Files.readString(page)).doesNotContainPattern(INLINE);
        assertThat(all(REFERENCE, page))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(ROOT.resolve(name)).exists());
    }

    private static List<Path> scripts() {
        try (Stream<Path> files = Files.walk(ROOT)) {
            List<Path> scripts =
                    files.filter(file -> file.toString().endsWith(".js")).toList();
            assertThat(scripts).hasSizeGreaterThan(10);
            return scripts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> all(Pattern pattern, Path file) throws IOException {
        return pattern.matcher(Files.readString(file))
                .results()
                .map(match -> match.group(1))
                .toList();
    }
}
