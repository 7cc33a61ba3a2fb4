package com.andejia.crm.events;

import org.jspecify.annotations.Nullable;

/**
 * A résumé has another status than before.
 *
 * @param resumeName what the worker is called
 * @param assignedTo who looks after the worker; absent for a résumé of nobody
 * @param actor absent if it happened by itself, or the producer cannot tell
 * @param oldStatus absent if there was none, or the producer cannot tell
 */
@WireName("crm.resume.status-changed.v1")
public record ResumeStatusChanged(
        String resumeId,
        String resumeName,
        @Nullable Person assignedTo,
        @Nullable Person actor,
        @Nullable String oldStatus,
        String newStatus)
        implements ResumeEvent {}
