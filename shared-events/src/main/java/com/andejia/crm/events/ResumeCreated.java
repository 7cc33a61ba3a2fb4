package com.andejia.crm.events;

import org.jspecify.annotations.Nullable;

/**
 * A worker's résumé was entered.
 *
 * @param resumeName what the worker is called
 * @param jobType the kind of work they look for
 * @param actor absent if it happened by itself, or the producer cannot tell
 * @param assignedTo who looks after the worker; absent for a résumé of nobody
 * @param operation the bulk operation it belongs to; absent for a single one
 */
@WireName("crm.resume.created.v1")
public record ResumeCreated(
        String resumeId,
        String resumeName,
        @Nullable String jobType,
        @Nullable Person actor,
        @Nullable Person assignedTo,
        @Nullable Operation operation)
        implements ResumeEvent {}
