package com.andejia.crm.events;

import org.jspecify.annotations.Nullable;

/** Something that happened to a worker's résumé; ordered per résumé. The CRM's résumé module tells it. */
@OnTopic(Topics.RESUME_EVENTS)
public sealed interface ResumeEvent extends DomainEvent
        permits ResumeCreated,
                ResumeAssigned,
                ResumeStatusChanged,
                ResumeOrderStatusChanged,
                ResumeFollowUpAdded,
                ResumeFollowUpDue {

    String resumeId();

    String resumeName();

    /** Who did it; null if it happened by itself, or the producer cannot tell. */
    default @Nullable Person actor() {
        return null;
    }

    @Override
    default String subject() {
        return resumeId();
    }
}
