package com.andejia.crm.notifications.template.mongo;

import com.andejia.crm.events.Person;
import com.andejia.crm.notifications.template.Priority;
import com.andejia.crm.notifications.template.Template;
import com.andejia.crm.notifications.template.TemplateKey;
import com.andejia.crm.notifications.template.TemplateVersion;
import java.util.Date;
import java.util.Objects;
import org.bson.Document;

/** An edited version as it lies in the store; the field names are the store's schema. */
final class TemplateVersionDocument {
    private TemplateVersionDocument() {}

    static Document write(TemplateVersion it) {
        Person by = Objects.requireNonNull(it.by(), "the shipped version is not stored");
        Template text = it.text();
        return new Document("version", it.version())
                .append("priority", text.priority().name())
                .append("title", text.title())
                .append("content", text.content())
                .append("actionUrl", text.actionUrl())
                .append("actionText", text.actionText())
                .append("icon", text.icon())
                .append("color", text.color())
                .append("by", new Document("id", by.id()).append("name", by.name()))
                .append("at", Date.from(Objects.requireNonNull(it.at())))
                .append("restored", it.restored());
    }

    static TemplateVersion read(TemplateKey key, Document document) {
        var text = new Template(
                Priority.valueOf(document.getString("priority")),
                document.getString("title"),
                document.getString("content"),
                document.getString("actionUrl"),
                document.getString("actionText"),
                document.getString("icon"),
                document.getString("color"));
        Document by = document.get("by", Document.class);
        return new TemplateVersion(
                key,
                document.getInteger("version"),
                text,
                new Person(by.getString("id"), by.getString("name")),
                document.getDate("at").toInstant(),
                document.getInteger("restored"));
    }
}
