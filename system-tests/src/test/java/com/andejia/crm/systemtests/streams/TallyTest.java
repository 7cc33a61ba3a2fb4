package com.andejia.crm.systemtests.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TallyTest {
    private final Tally tally = new Tally(2, Message::in);

    @Test
    void everythingOnceAndInOrderIsExact() {
        tally.expect(10, 2);
        receive(0, 10);
        receive(1, 10);
        receive(0, 11);
        receive(1, 11);

        assertThat(tally.received().isExact()).isTrue();
        assertThat(tally.received().millis(50)).isCloseTo(3, within(0.01));
    }

    @Test
    void whatIsLostDoubledOrMisorderedIsCountedForEachConnection() {
        tally.expect(10, 3);
        receive(0, 10);
        receive(0, 12);
        receive(0, 11);
        receive(1, 10);
        receive(1, 10);

        Received received = tally.received();
        assertThat(received.lost()).isEqualTo(2);
        assertThat(received.doubled()).isOne();
        assertThat(received.misordered()).isOne();
    }

    @Test
    void whatIsNotExpectedIsNotCounted() {
        tally.expect(10, 1);
        receive(0, 9);
        receive(0, 11);
        line(0, "data: {\"count\":4}", 0);
        line(0, ": a comment", 0);

        assertThat(tally.distinct()).isZero();
        assertThat(tally.received().others()).isOne();
    }

    private void receive(int connection, int number) {
        var message = new Message(number, TimeUnit.SECONDS.toNanos(5));
        line(connection, "data: " + new String(message.json(), UTF_8), message.dueNanos() + 3_000_000);
    }

    private void line(int connection, String line, long now) {
        byte[] bytes = ("\n" + line).getBytes(UTF_8);
        tally.line(connection, bytes, 1, bytes.length, now);
    }
}
