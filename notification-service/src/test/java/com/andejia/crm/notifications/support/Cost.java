package com.andejia.crm.notifications.support;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.function.Supplier;

/**
 * What a piece of work costs beside another: CPU time of this thread, in turns, the cheapest turn of each. So it is the same on a slow
 * machine, and on one that does something else meanwhile.
 */
public final class Cost {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int WARM_UP = 60;
    private static final int TURNS = 60;
    private static final int EACH = 300;

    /** Written so that no compiler finds out that nobody wants the results. */
    @SuppressWarnings("unused")
    private static volatile Object result = "";

    private Cost() {}

    /** How many times what the yardstick costs. */
    public static double beside(Supplier<?> yardstick, Supplier<?> work) {
        cheapest(yardstick, work, WARM_UP);
        long[] nanos = cheapest(yardstick, work, TURNS);
        return nanos[1] / (double) nanos[0];
    }

    private static long[] cheapest(Supplier<?> yardstick, Supplier<?> work, int turns) {
        long[] cheapest = {Long.MAX_VALUE, Long.MAX_VALUE};
        for (int turn = 0; turn < turns; turn++) {
            cheapest[0] = Math.min(cheapest[0], nanos(yardstick));
            cheapest[1] = Math.min(cheapest[1], nanos(work));
        }
        return cheapest;
    }

    private static long nanos(Supplier<?> work) {
        long before = THREADS.getCurrentThreadCpuTime();
        for (int i = 0; i < EACH; i++) {
            result = work.get();
        }
        return THREADS.getCurrentThreadCpuTime() - before;
    }
}
