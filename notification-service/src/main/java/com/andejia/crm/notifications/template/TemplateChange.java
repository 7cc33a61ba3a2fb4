package com.andejia.crm.notifications.template;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Any part of a text that is to be another; null leaves it as it is. */
public record TemplateChange(
        @Nullable Priority priority,
        @Nullable String title,
        @Nullable String content,
        @Nullable String actionUrl,
        @Nullable String actionText,
        @Nullable String icon,
        @Nullable String color) {

    public static final TemplateChange NONE = new TemplateChange(null, null, null, null, null, null, null);

    public boolean isEmpty() {
        return equals(NONE);
    }

    Template of(Template text) {
        return new Template(
                Objects.requireNonNullElse(priority, text.priority()),
                Objects.requireNonNullElse(title, text.title()),
                Objects.requireNonNullElse(content, text.content()),
                Objects.requireNonNullElse(actionUrl, text.actionUrl()),
                Objects.requireNonNullElse(actionText, text.actionText()),
                Objects.requireNonNullElse(icon, text.icon()),
                Objects.requireNonNullElse(color, text.color()));
    }
}
