package com.andejia.crm.customers.customer.mongo;

import com.andejia.crm.customers.customer.FollowUp;
import com.andejia.crm.customers.customer.HistoryEntry;
import com.andejia.crm.customers.customer.HistoryEntry.Action;
import com.andejia.crm.customers.customer.HistoryEntry.Difference;
import java.time.LocalDate;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** An entry of a customer's history to document and back. */
final class HistoryDocument {
    private HistoryDocument() {}

    static Document of(HistoryEntry entry) {
        Document document = new Document("version", entry.version())
                .append("at", Date.from(entry.at()))
                .append("by", CustomerDocument.of(entry.by()))
                .append("action", nameOf(entry.action()));
        if (entry.reason() != null) {
            document.append("reason", entry.reason());
        }
        if (!entry.changes().isEmpty()) {
            Document changes = new Document();
            entry.changes()
                    .forEach((field, difference) -> changes.append(
                            field, new Document("before", difference.before()).append("after", difference.after())));
            document.append("changes", changes);
        }
        FollowUp followUp = entry.followUp();
        return followUp == null ? document : document.append("followUp", of(followUp));
    }

    static String nameOf(Action action) {
        return action.name().toLowerCase(Locale.ROOT);
    }

    private static Document of(FollowUp followUp) {
        Document document = new Document("type", followUp.type()).append("content", followUp.content());
        return followUp.nextFollowUpDate() == null
                ? document
                : document.append("next", followUp.nextFollowUpDate().toString());
    }

    static HistoryEntry toEntry(Document document) {
        return new HistoryEntry(
                document.getLong("version"),
                document.getDate("at").toInstant(),
                CustomerDocument.person(document.get("by", Document.class)),
                Action.valueOf(document.getString("action").toUpperCase(Locale.ROOT)),
                document.getString("reason"),
                changes(document.get("changes", Document.class)),
                followUp(document.get("followUp", Document.class)));
    }

    private static Map<String, Difference> changes(@Nullable Document changes) {
        Map<String, Difference> all = new LinkedHashMap<>();
        if (changes != null) {
            changes.keySet().forEach(field -> {
                Document change = changes.get(field, Document.class);
                all.put(field, new Difference(change.get("before"), change.get("after")));
            });
        }
        return all;
    }

    private static @Nullable FollowUp followUp(@Nullable Document document) {
        if (document == null) {
            return null;
        }
        String next = document.getString("next");
        return new FollowUp(
                document.getString("type"), document.getString("content"), next == null ? null : LocalDate.parse(next));
    }
}
