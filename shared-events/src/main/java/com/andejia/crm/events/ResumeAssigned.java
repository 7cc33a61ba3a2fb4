package com.andejia.crm.events;

import org.jspecify.annotations.Nullable;

/**
 * A résumé has somebody who looks after it, or somebody else than before.
 *
 * @param resumeName what the worker is called
 * @param actor absent if it happened by itself, or the producer cannot tell
 * @param previousOwner absent if it was nobody's
 * @param reason what the acting person wrote, up to 200 characters
 * @param operation the bulk operation it belongs to; absent for a single one
 */
@WireName("crm.resume.assigned.v1")
public record ResumeAssigned(
        String resumeId,
        String resumeName,
        Person assignedTo,
        @Nullable Person actor,
        @Nullable Person previousOwner,
        @Nullable String reason,
        @Nullable Operation operation)
        implements ResumeEvent {}
