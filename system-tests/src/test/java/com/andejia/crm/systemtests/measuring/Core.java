package com.andejia.crm.systemtests.measuring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;

/** One core of the machine. What is measured has one to itself, everything else is on the other. */
public record Core(int number) {
    public static final Core OF_THE_SERVER = new Core(0);
    public static final Core OF_ALL_ELSE = new Core(1);

    private static final int ATTEMPTS = 5;

    /** Whether there are two cores, and the programs of Linux that give them out. */
    public static boolean canPin() {
        return System.getProperty("os.name").equals("Linux")
                && Runtime.getRuntime().availableProcessors() >= 2
                && Programs.find("taskset").isPresent()
                && Programs.find("setpriv").isPresent();
    }

    /** Where this process was before. */
    public record Stay(String before) implements AutoCloseable {
        @Override
        public void close() {
            moveAll(thisProcess(), before);
        }
    }

    /** Until it is closed, this process runs here with all its threads. */
    public Stay stay() {
        Stay stay = new Stay(cores(thisProcess()));
        moveAll(thisProcess(), String.valueOf(number));
        return stay;
    }

    /** What is started meanwhile runs here for good and knows of no other core: a process inherits that from the thread that starts it. */
    public <T> T during(Supplier<T> start) {
        String thread = thisThread();
        String before = cores(thread);
        taskset("-c", "-p", String.valueOf(number), thread);
        try {
            return start.get();
        } finally {
            taskset("-c", "-p", before, thread);
        }
    }

    /** A process that is running goes on here, with all its threads. */
    public void take(long pid) {
        moveAll(String.valueOf(pid), String.valueOf(number));
    }

    /** All threads, and so once more if one of them has ended before its turn came: the rest has not been moved then. */
    private static void moveAll(String process, String cores) {
        for (int attempt = 1; true; attempt++) {
            try {
                taskset("-a", "-c", "-p", cores, process);
                return;
            } catch (IllegalStateException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private static String cores(String id) {
        String answer = taskset("-c", "-p", id);
        return answer.substring(answer.lastIndexOf(' ') + 1).trim();
    }

    private static String thisProcess() {
        return String.valueOf(ProcessHandle.current().pid());
    }

    /** As the kernel counts threads, not as Java does. */
    private static String thisThread() {
        try {
            return Files.readSymbolicLink(Path.of("/proc/thread-self"))
                    .getFileName()
                    .toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String taskset(String... arguments) {
        return Programs.output("taskset", arguments);
    }
}
