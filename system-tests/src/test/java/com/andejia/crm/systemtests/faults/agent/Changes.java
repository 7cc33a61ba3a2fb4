package com.andejia.crm.systemtests.faults.agent;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import net.bytebuddy.asm.Advice;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.errors.InvalidGroupIdException;

/** The code that is copied into methods of the services; it can call only what is public in this package. */
final class Changes {
    private Changes() {}

    /** The name of the fail point that the copy is for. */
    @Retention(RetentionPolicy.RUNTIME)
    @interface Here {}

    static final class DieAtBeginning {
        private DieAtBeginning() {}

        @Advice.OnMethodEnter
        static void enter(@Here String failPoint) {
            Controls.reached(failPoint);
        }
    }

    static final class DieAtEnd {
        private DieAtEnd() {}

        @Advice.OnMethodExit
        static void exit(@Here String failPoint) {
            Controls.reached(failPoint);
        }
    }

    @SuppressWarnings("UnusedVariable") // What is written to it is what the method returns.
    static final class PutClockWrong {
        private PutClockWrong() {}

        @Advice.OnMethodExit
        static void exit(@Advice.Return(readOnly = false) Clock clock) {
            clock = new WrongClock(clock);
        }
    }

    static final class AcknowledgeEarly {
        private AcknowledgeEarly() {}

        @Advice.OnMethodEnter
        static void enter(@Advice.Argument(0) Map<String, Object> settings) {
            settings.put(ProducerConfig.ACKS_CONFIG, "1");
            settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, false);
        }
    }

    static final class CommitEarly {
        private CommitEarly() {}

        @Advice.OnMethodExit
        static void exit(@Advice.This KafkaConsumer<?, ?> consumer, @Advice.Return ConsumerRecords<?, ?> polled) {
            if (!polled.isEmpty()) {
                try {
                    consumer.commitSync();
                } catch (InvalidGroupIdException e) {
                    // This one has no group, hence nothing to commit.
                }
            }
        }
    }

    @SuppressWarnings("UnusedVariable") // What is written to it is what the method returns.
    static final class MakeIdsUp {
        private MakeIdsUp() {}

        @Advice.OnMethodExit
        static void exit(@Advice.Return(readOnly = false) String id) {
            id = UUID.randomUUID().toString();
        }
    }
}
