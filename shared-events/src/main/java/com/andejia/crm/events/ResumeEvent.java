package com.andejia.crm.events;

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

    @Override
    default String subject() {
        return resumeId();
    }
}
