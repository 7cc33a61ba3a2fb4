package com.andejia.crm.systemtests.pipeline;

import com.andejia.crm.systemtests.measuring.FixedRate;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * Customers come at a fixed rate, whatever becomes of those before: open loop, and what is sent late counts from when it was due, so
 * that nobody's wait hides behind another's.
 */
final class Load {
    /** Whoever is later than this has shown that the rate is too much; to go on would only make the next attempt wait. */
    private static final long TOO_LATE = TimeUnit.SECONDS.toNanos(2);

    private static final long NEVER_TOO_LATE = Long.MAX_VALUE;

    private final Creates creates;
    private final Pushes pushes;

    Load(Creates creates, Pushes pushes) {
        this.creates = creates;
        this.pushes = pushes;
    }

    /** Returns when every customer has been answered and shown. */
    Step at(double perSecond, double seconds) {
        return step(perSecond, seconds, NEVER_TOO_LATE);
    }

    /** The same, but given up if the rate is too much: what was entered until then is answered and shown. */
    Step attempt(double perSecond, double seconds) {
        return step(perSecond, seconds, TOO_LATE);
    }

    private Step step(double perSecond, double seconds, long latest) {
        int planned = (int) Math.max(1, Math.round(perSecond * seconds));
        Histogram answered = Step.newHistogram();
        FixedRate rate = FixedRate.soon(perSecond);
        pushes.expect(creates.count(), rate);
        int entered = 0;
        while (entered < planned && System.nanoTime() - rate.due(entered) < latest) {
            long due = rate.await(entered);
            creates.send(() -> answered.recordValue(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - due)));
            entered++;
        }
        creates.awaitAnswers();
        pushes.awaitAllBefore(creates.count());
        var step = new Step(perSecond, planned, entered, answered, pushes.micros());
        System.out.println(step);
        return step;
    }
}
