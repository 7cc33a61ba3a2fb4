package com.andejia.crm.events;

/**
 * Nobody has been in touch with a worker for too long; told once per silence.
 *
 * @param resumeName what the worker is called
 * @param assignedTo who looks after the worker
 * @param days of silence
 */
@WireName("crm.resume.follow-up-due.v1")
public record ResumeFollowUpDue(String resumeId, String resumeName, Person assignedTo, int days)
        implements ResumeEvent {}
