package com.andejia.crm.notifications.template;

import com.andejia.crm.events.Person;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One state of a text. Versions are only ever added, so each can be brought back.
 *
 * @param version counted from 1; 0 is the text as shipped
 * @param by who made it; null for the shipped one, as is {@code at}
 * @param restored the version that it brought back, if it did
 */
public record TemplateVersion(
        TemplateKey key,
        int version,
        Template text,
        @Nullable Person by,
        @Nullable Instant at,
        @Nullable Integer restored) {

    static TemplateVersion shipped(TemplateKey key, Template text) {
        return new TemplateVersion(key, 0, text, null, null, null);
    }

    TemplateVersion next(Template changed, Person editor, Instant now, @Nullable Integer restoredVersion) {
        return new TemplateVersion(key, version + 1, changed, editor, now, restoredVersion);
    }
}
