package com.andejia.crm.customers.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import reactor.core.Exceptions;
import reactor.core.publisher.Mono;

@ExtendWith(OutputCaptureExtension.class)
class RoundsTest {
    private final AtomicInteger rounds = new AtomicInteger();

    @Test
    void afterARoundThatFailsInSeveralWaysEachIsToldAndTheNextBegins(CapturedOutput output) {
        Rounds failing = new Rounds(Duration.ofMillis(10)) {
            @Override
            protected Mono<Void> round() {
                rounds.incrementAndGet();
                return Mono.error(Exceptions.multiple(
                        new IllegalStateException("a name"),
                        new IllegalArgumentException("a name"),
                        new IllegalStateException("a name")));
            }
        };

        failing.start();
        await().until(() -> rounds.get() > 1);
        failing.stop();

        assertThat(output)
                .contains("{java.lang.IllegalArgumentException=1, java.lang.IllegalStateException=2}")
                .doesNotContain("a name");
    }
}
