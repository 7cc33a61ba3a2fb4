package com.andejia.crm.notifications.reminder;

import com.andejia.crm.events.ResumeAssigned;
import com.andejia.crm.events.ResumeCreated;
import com.andejia.crm.events.ResumeEvent;
import com.andejia.crm.events.ResumeFollowUpAdded;
import com.andejia.crm.events.ResumeFollowUpDue;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Résumés that nobody has been in touch about for long. Their module may tell so itself; what it has not told of a silence is
 * told here, once.
 */
@Component
class ResumeReminders {
    private static final Logger log = LoggerFactory.getLogger(ResumeReminders.class);
    private static final int IN_FLIGHT = 16;

    /** A silence as old as this is no news: nobody is flooded on the day that this service is installed. */
    private static final Duration OF_USE = Duration.ofDays(30);

    private final Resumes resumes;
    private final ReminderRequests requests;
    private final Duration silence;

    ResumeReminders(Resumes resumes, ReminderRequests requests, ReminderProperties properties) {
        this.resumes = resumes;
        this.requests = requests;
        this.silence = properties.resumeSilence();
    }

    /** What the event changes about when somebody is to be reminded; nothing, for most. */
    Mono<Void> follow(ResumeEvent event, Instant time) {
        if (event instanceof ResumeCreated created) {
            return resumes.contacted(event.resumeId(), event.resumeName(), created.assignedTo(), time);
        } else if (event instanceof ResumeAssigned assigned) {
            return resumes.contacted(event.resumeId(), event.resumeName(), assigned.assignedTo(), time);
        } else if (event instanceof ResumeFollowUpAdded added) {
            return resumes.contacted(event.resumeId(), event.resumeName(), added.assignedTo(), time);
        } else if (event instanceof ResumeFollowUpDue) {
            return resumes.reminded(event.resumeId());
        } else {
            return Mono.empty();
        }
    }

    Mono<Void> round(ZonedDateTime morning) {
        Instant quietSince = morning.toInstant().minus(silence);
        return resumes.silent(quietSince.minus(OF_USE), quietSince)
                .flatMapDelayError(resume -> remind(resume, morning.toInstant()), IN_FLIGHT, IN_FLIGHT)
                .then();
    }

    private Mono<Void> remind(Resume resume, Instant morning) {
        int days = (int) Duration.between(resume.lastContact(), morning).toDays();
        var event = new ResumeFollowUpDue(resume.id(), resume.name(), resume.owner(), days);
        String id = "reminder:RESUME_FOLLOW_UP_DUE:%s:%s".formatted(resume.id(), resume.lastContact());
        return requests.send(event, id, morning)
                .then(Mono.defer(() -> resumes.reminded(resume.id(), resume.lastContact())))
                .doOnSuccess(done -> log.info("résumé {} is quiet for {} days, owner told", resume.id(), days));
    }
}
