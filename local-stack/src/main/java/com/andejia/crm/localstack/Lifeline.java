package com.andejia.crm.localstack;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;

/**
 * Ends a process when the one that started it is gone. The standard input of a forked process is a pipe; the operating
 * system closes its other end when the parent ends, however it ends. Runs as a Java agent, or before the main class where an
 * agent would cost the cache that it starts from, so that the service needs to know nothing of it; it is the only class in its jar and
 * may use nothing but the JDK.
 */
final class Lifeline {
    private static final long GRACE_MILLIS = 10_000;

    private Lifeline() {}

    /** Called by the JVM before the main class is. */
    public static void premain(String ignored) {
        daemon("lifeline", Lifeline::endWithParent);
    }

    /** Called instead of the main class, whose name is the first argument. */
    public static void main(String[] arguments) throws Throwable {
        premain("");
        Method main = Class.forName(arguments[0]).getMethod("main", String[].class);
        main.setAccessible(true);
        try {
            main.invoke(null, (Object) Arrays.copyOfRange(arguments, 1, arguments.length));
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static void endWithParent() {
        awaitEnd(System.in);
        daemon("lifeline-cut", Lifeline::haltAfterGrace);
        System.exit(143);
    }

    private static void awaitEnd(InputStream pipe) {
        try {
            while (pipe.read() >= 0) {}
        } catch (IOException e) {
            // A broken pipe says the same as a closed one.
        }
    }

    private static void haltAfterGrace() {
        try {
            Thread.sleep(GRACE_MILLIS);
        } catch (InterruptedException e) {
            // Nobody interrupts; if somebody did, halting sooner is right, too.
        }
        Runtime.getRuntime().halt(143);
    }

    private static void daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }
}
