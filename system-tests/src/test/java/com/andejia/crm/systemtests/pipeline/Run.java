package com.andejia.crm.systemtests.pipeline;

import static org.awaitility.Awaitility.await;

import com.andejia.crm.localstack.Machine;
import com.andejia.crm.systemtests.Staff;
import com.andejia.crm.systemtests.crowd.Crowd;
import com.andejia.crm.systemtests.measuring.RateSearch;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Everything that is measured of one {@link Pipeline}, in the order in which each leaves the least behind for the next. */
final class Run {
    private static final long REST = TimeUnit.SECONDS.toNanos(5);
    private static final Duration LOOK = Duration.ofMillis(100);

    private final Machine machine;
    private final Plan plan;
    private final Pipeline pipeline;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Pushes pushes = new Pushes();
    private final List<Step> steps = new ArrayList<>();
    private List<Cost> costs = List.of();
    private Optional<Step> sustained = Optional.empty();

    /** @param machine as it was before anything was started */
    Run(Machine machine, Plan plan, Pipeline pipeline) {
        this.machine = machine;
        this.plan = plan;
        this.pipeline = pipeline;
    }

    Results take() {
        Map<String, Spending> fresh = atRest();
        Staff admin = Staff.signIn(pipeline, "admin");
        Staff.signIn(pipeline, "manager").oneByOne();
        var owners = new Owners(pipeline, admin);
        var creates = new Creates(client, pipeline.customers(), admin.token());
        try (Crowd screens = owners.openStreams(pushes)) {
            load(new Load(creates, pushes));
        }
        int entered = creates.count();
        pipeline.requireStored((double) Backlog.TOLD_OF_EACH * entered);
        List<Footprint> footprints = footprints(fresh, atRest());
        Backlog backlog = Backlog.drain(pipeline, creates, plan.backlog());
        RawLimits limits = RawLimits.measure(pipeline, client, plan.rawSeconds());
        return new Results(
                machine,
                footprints,
                steps,
                costs,
                sustained,
                backlog,
                limits,
                entered,
                pushes.doubled(),
                pushes.astray());
    }

    private void load(Load load) {
        // Not at the highest one from the start, which a service that is cold cannot bear.
        plan.rates()
                .forEach(rate ->
                        load.at(rate, plan.warmUpSeconds() / plan.rates().size()));
        for (double rate : plan.rates()) {
            Map<String, Spending> before = pipeline.spent();
            Step step = load.at(rate, plan.seconds());
            steps.add(step);
            costs = Cost.between(before, pipeline.spent(), Backlog.TOLD_OF_EACH * step.entered());
        }
        sustained = RateSearch.highest(
                2 * plan.highestRate(), rate -> load.attempt(rate, plan.stepSeconds()), Step::isSustained);
    }

    private List<Footprint> footprints(Map<String, Spending> fresh, Map<String, Spending> loaded) {
        return pipeline.readySeconds().entrySet().stream()
                .map(service -> new Footprint(
                        service.getKey(),
                        service.getValue(),
                        fresh.get(service.getKey()).residentMegabytes(),
                        loaded.get(service.getKey()).residentMegabytes()))
                .toList();
    }

    private Map<String, Spending> atRest() {
        long begin = System.nanoTime();
        await().pollInterval(LOOK).until(() -> System.nanoTime() - begin > REST);
        return pipeline.spent();
    }
}
