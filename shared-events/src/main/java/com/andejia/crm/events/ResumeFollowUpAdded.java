package com.andejia.crm.events;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Somebody has been in touch with a worker.
 *
 * @param resumeName what the worker is called
 * @param assignedTo who looks after the worker; absent for a résumé of nobody
 * @param actor absent if it happened by itself, or the producer cannot tell
 * @param summary the beginning of what was noted, phones in it masked; up to 100 characters
 * @param nextFollowUpDate when to be in touch again
 */
@WireName("crm.resume.follow-up-added.v1")
public record ResumeFollowUpAdded(
        String resumeId,
        String resumeName,
        @Nullable Person assignedTo,
        @Nullable Person actor,
        @Nullable String summary,
        @Nullable LocalDate nextFollowUpDate)
        implements ResumeEvent {}
