package com.andejia.crm.notifications.reminder;

import com.andejia.crm.events.Person;
import java.time.Instant;

/**
 * As much of a résumé as a reminder of it says.
 *
 * @param lastContact when anybody last was in touch with the worker, or got to look after them
 */
public record Resume(String id, String name, Person owner, Instant lastContact) {}
