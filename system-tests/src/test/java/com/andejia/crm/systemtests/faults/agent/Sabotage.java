package com.andejia.crm.systemtests.faults.agent;

/** A guarantee that is taken away from a service, each a mistake that somebody could make. */
public enum Sabotage {
    /** Producers wait for the leader's acknowledgement only. */
    ACKS_ONE,
    /** Consumers commit what they have polled before they have done anything with it. */
    COMMIT_BEFORE_STORE,
    /** A notification's id is new each time. */
    RANDOM_IDS,
    /** The relay sends all of a customer's events at once instead of one after the other. */
    PIPELINED_SENDS,
    /** The relay goes on with the next event of a customer when one could not be sent. */
    NO_CONTIGUITY
}
