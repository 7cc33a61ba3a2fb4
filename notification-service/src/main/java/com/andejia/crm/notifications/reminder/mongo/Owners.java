package com.andejia.crm.notifications.reminder.mongo;

import com.andejia.crm.events.Person;
import org.bson.Document;

/** Whoever looks after something, as they lie in the store. */
final class Owners {
    private Owners() {}

    static Document document(Person owner) {
        return new Document("id", owner.id()).append("name", owner.name());
    }

    static Person person(Document owner) {
        return new Person(owner.getString("id"), owner.getString("name"));
    }
}
