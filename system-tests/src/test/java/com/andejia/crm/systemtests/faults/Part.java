package com.andejia.crm.systemtests.faults;

import java.time.Duration;

/** A process of the system that can be made to fail. */
interface Part {
    String name();

    /** Starts it again on what it left, or for the first time; does not wait. */
    void start();

    /** Of the process that was started last. */
    long pid();

    /** SIGKILL. */
    void kill();

    /** SIGTERM, and patience. */
    void stop();

    /** SIGSTOP. */
    void freeze();

    /** SIGCONT. */
    void thaw();

    /** SIGQUIT: what its threads are doing is in its log. */
    void printThreads();

    boolean isAlive();

    boolean isReady();

    /** Returns when it can be used, or fails by saying where its log is. */
    void awaitReady(Duration patience);
}
