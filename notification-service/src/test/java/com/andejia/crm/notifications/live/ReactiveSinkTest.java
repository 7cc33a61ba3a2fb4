package com.andejia.crm.notifications.live;

import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

class ReactiveSinkTest {

    @Test
    void itEndsAfterWhatIsQueuedAndNothingComesAfterTheEnd() {
        var sink = new ReactiveSink();
        byte[] frame = {1};

        sink.offer(frame);
        sink.finish();
        sink.offer(new byte[] {2});

        StepVerifier.create(sink.frames()).expectNext(frame).verifyComplete();
    }

    @Test
    void whoDoesNotReadIsGoneWhenTheGraceIsOver() {
        StepVerifier.withVirtualTime(
                        () -> {
                            var sink = new ReactiveSink();
                            sink.offer(new byte[] {1});
                            sink.finish();
                            return sink.frames();
                        },
                        0)
                .expectSubscription()
                .expectNoEvent(FrameSink.GRACE.minusMillis(1))
                .thenAwait(FrameSink.GRACE)
                .verifyError(ReactiveSink.SlowReader.class);
    }
}
