package com.andejia.crm.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** As an agent, and before the main class. */
class LifelineTest {
    enum Form {
        AGENT {
            @Override
            List<String> arguments() {
                return List.of(LifelineJar.asAgent(), "-cp", CLASSES, Program.class.getName());
            }
        },
        MAIN_CLASS {
            @Override
            List<String> arguments() {
                return List.of("-cp", CLASSES, Lifeline.class.getName(), Program.class.getName());
            }
        };

        private static final String CLASSES = System.getProperty("java.class.path");

        abstract List<String> arguments();
    }

    /** Says what it was given, and then fails, or waits for ever. */
    static final class Program {
        public static void main(String[] arguments) throws InterruptedException {
            System.out.println(String.join(" ", arguments));
            if (arguments[0].equals("fail")) {
                throw new IllegalStateException("as asked");
            }
            Thread.sleep(Long.MAX_VALUE);
        }
    }

    @ParameterizedTest
    @EnumSource
    void itEndsWhenWhoeverStartedItIsGone(Form form) throws IOException, InterruptedException {
        Process process = start(form, "wait", "here");
        try (var out = process.inputReader(StandardCharsets.UTF_8)) {
            assertThat(out.readLine()).isEqualTo("wait here");
            process.getOutputStream().close();

            assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(143);
        } finally {
            process.destroyForcibly();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aProgramThatFailsDoesSoAsIfNothingWereThere(Form form) throws IOException, InterruptedException {
        Process process = start(form, "fail");
        try (var out = process.inputReader(StandardCharsets.UTF_8)) {
            assertThat(out.lines()).contains("Exception in thread \"main\" java.lang.IllegalStateException: as asked");
            assertThat(process.waitFor()).isEqualTo(1);
        } finally {
            process.destroyForcibly();
        }
    }

    private static Process start(Form form, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(form.arguments());
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }
}
