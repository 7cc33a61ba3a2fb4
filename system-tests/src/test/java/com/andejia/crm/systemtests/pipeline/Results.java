package com.andejia.crm.systemtests.pipeline;

import com.andejia.crm.localstack.Machine;
import java.util.List;
import java.util.Optional;

/**
 * All that was measured in one run.
 *
 * @param steps at the rates of the plan, the highest one last
 * @param costs at that rate
 * @param sustained at the highest rate that is; empty if none is
 * @param entered customers whose owners had a stream open; all were shown
 * @param doubled those that were shown to their owner again
 * @param astray those that were shown to somebody else
 */
record Results(
        Machine machine,
        List<Footprint> footprints,
        List<Step> steps,
        List<Cost> costs,
        Optional<Step> sustained,
        Backlog backlog,
        RawLimits limits,
        int entered,
        long doubled,
        long astray) {

    Step atHighestRate() {
        return steps.get(steps.size() - 1);
    }

    double sustainedPerSecond() {
        return sustained.map(Step::perSecond).orElse(0.0);
    }
}
