package com.andejia.crm.systemtests.faults.agent;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.returns;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import com.andejia.crm.systemtests.faults.agent.Changes.Here;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.nio.file.Path;
import java.security.ProtectionDomain;
import java.time.Clock;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.asm.AsmVisitorWrapper;
import net.bytebuddy.asm.MemberSubstitution;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.pool.TypePool;
import org.jspecify.annotations.Nullable;

/**
 * Changes the classes of a service while they are loaded. The argument is the file of its {@link Controls}; more
 * arguments, after commas, are {@link Sabotage}s.
 */
public final class FaultAgent implements ClassFileTransformer {
    /** By the name of the class: everything else is loaded at full speed. */
    private final Map<String, Function<TypePool, AsmVisitorWrapper>> changes = new HashMap<>();

    private FaultAgent() {}

    public static void premain(String argument, Instrumentation services) {
        String[] arguments = argument.split(",", -1);
        Controls.follow(Path.of(arguments[0]));
        FaultAgent agent = new FaultAgent();
        for (FailPoint point : FailPoint.values()) {
            Class<?> change = point.atEnd() ? Changes.DieAtEnd.class : Changes.DieAtBeginning.class;
            var here = Advice.withCustomMapping().bind(Here.class, point.name()).to(change);
            agent.change(point.type(), here.on(named(point.method())));
        }
        var wrongClock = advice(Changes.PutClockWrong.class).on(returns(Clock.class));
        agent.change("com.andejia.crm.customers.CustomerServiceApplication", wrongClock);
        agent.change("com.andejia.crm.notifications.api.JsonConfiguration", wrongClock);
        Arrays.stream(arguments).skip(1).map(Sabotage::valueOf).forEach(agent::sabotage);
        services.addTransformer(agent);
    }

    private void sabotage(Sabotage sabotage) {
        switch (sabotage) {
            case ACKS_ONE ->
                change(
                        "org.springframework.kafka.core.DefaultKafkaProducerFactory",
                        advice(Changes.AcknowledgeEarly.class).on(named("createRawProducer")));
            case COMMIT_BEFORE_STORE ->
                change(
                        "org.apache.kafka.clients.consumer.KafkaConsumer",
                        advice(Changes.CommitEarly.class).on(named("poll")));
            case RANDOM_IDS ->
                change(
                        "com.andejia.crm.notifications.feed.NotificationRequest",
                        advice(Changes.MakeIdsUp.class).on(named("notificationId")));
            case PIPELINED_SENDS -> insteadOfConcatMap("flatMap");
            case NO_CONTIGUITY -> insteadOfConcatMap("concatMapDelayError");
        }
    }

    /** Read from its class file: loading it would need classes that only the service can see. */
    private static Advice advice(Class<?> change) {
        ClassFileLocator own = ClassFileLocator.ForClassLoader.of(FaultAgent.class.getClassLoader());
        return Advice.to(TypePool.Default.of(own).describe(change.getName()).resolve(), own);
    }

    /** Both of the relay's ordering guarantees are in one operator: another one of the same shape takes one away. */
    private void insteadOfConcatMap(String operator) {
        change(
                "com.andejia.crm.customers.outbox.OutboxRelay",
                types -> MemberSubstitution.relaxed()
                        .method(named("concatMap").and(takesArguments(1)))
                        .replaceWith(flux(types, operator))
                        .on(named("publishBatch")));
    }

    private static MethodDescription flux(TypePool types, String operator) {
        TypeDescription flux = types.describe("reactor.core.publisher.Flux").resolve();
        return flux.getDeclaredMethods()
                .filter(named(operator).and(takesArguments(1)))
                .getOnly();
    }

    private void change(String type, AsmVisitorWrapper change) {
        change(type, types -> change);
    }

    private void change(String type, Function<TypePool, AsmVisitorWrapper> change) {
        changes.merge(
                type,
                change,
                (one, other) -> types -> new AsmVisitorWrapper.Compound(one.apply(types), other.apply(types)));
    }

    /** What cannot be changed as asked ends the service: a fault that does not happen would prove nothing. */
    @Override
    public byte @Nullable [] transform(
            ClassLoader loader, String name, Class<?> before, ProtectionDomain domain, byte[] code) {
        var change = name == null ? null : changes.get(name.replace('/', '.'));
        if (change == null) {
            return null;
        }
        try {
            String type = name.replace('/', '.');
            ClassFileLocator classes = new ClassFileLocator.Compound(
                    ClassFileLocator.Simple.of(type, code), ClassFileLocator.ForClassLoader.of(loader));
            TypePool types = TypePool.Default.of(classes);
            return new ByteBuddy()
                    .redefine(types.describe(type).resolve(), classes)
                    .visit(change.apply(types))
                    .make()
                    .getBytes();
        } catch (Throwable e) {
            e.printStackTrace();
            Runtime.getRuntime().halt(1);
            return null;
        }
    }
}
