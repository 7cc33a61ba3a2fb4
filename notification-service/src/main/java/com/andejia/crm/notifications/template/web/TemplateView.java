package com.andejia.crm.notifications.template.web;

import com.andejia.crm.events.Person;
import com.andejia.crm.notifications.template.Priority;
import com.andejia.crm.notifications.template.Template;
import com.andejia.crm.notifications.template.TemplateVersion;
import java.time.Instant;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * A text as an editor shows it.
 *
 * @param version 0 for the text as shipped
 * @param editable false for the one whose words are fixed
 * @param variables what it may mention
 * @param restored the version that it brought back, if it did
 */
record TemplateView(
        String type,
        String locale,
        int version,
        boolean editable,
        Collection<String> variables,
        Priority priority,
        String title,
        String content,
        String actionUrl,
        String actionText,
        String icon,
        String color,
        @Nullable Person updatedBy,
        @Nullable Instant updatedAt,
        @Nullable Integer restored) {

    static TemplateView of(TemplateVersion it, boolean editable, Collection<String> variables) {
        Template text = it.text();
        return new TemplateView(
                it.key().type(),
                it.key().locale(),
                it.version(),
                editable,
                variables,
                text.priority(),
                text.title(),
                text.content(),
                text.actionUrl(),
                text.actionText(),
                text.icon(),
                text.color(),
                it.by(),
                it.at(),
                it.restored());
    }
}
