package com.andejia.crm.customers.staff.mongo;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;

import com.andejia.crm.customers.outbox.OutboxCollection;
import com.andejia.crm.customers.outbox.OutboxWriter;
import com.andejia.crm.customers.staff.Role;
import com.andejia.crm.customers.staff.Staff;
import com.andejia.crm.customers.staff.StaffMembers;
import com.mongodb.client.model.Sorts;
import java.time.Clock;
import java.util.List;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Staff as documents {@code {_id, name, roles, active, passwordHash, version, outbox}}; found by their ids only. */
class MongoStaff implements StaffMembers {
    private static final String STAFF = "staff";

    private final ReactiveMongoTemplate mongo;
    private final OutboxWriter outbox;
    private final Clock clock;

    MongoStaff(ReactiveMongoTemplate mongo, OutboxWriter outbox, Clock clock) {
        this.mongo = mongo;
        this.outbox = outbox;
        this.clock = clock;
    }

    @Override
    public Flux<Staff> all() {
        return mongo.execute(STAFF, documents -> documents.find().sort(Sorts.ascending("_id")))
                .map(MongoStaff::staff);
    }

    @Override
    public Mono<Entry> find(String id) {
        return mongo.execute(STAFF, documents -> documents.find(eq("_id", id)))
                .next()
                .map(document ->
                        new Entry(staff(document), document.getString("passwordHash"), document.getLong("version")));
    }

    @Override
    public Mono<Staff> add(Staff staff, @Nullable String passwordHash) {
        Document document = new Document("_id", staff.id())
                .append("name", staff.name())
                .append("roles", roles(staff))
                .append("active", staff.active())
                .append("passwordHash", passwordHash)
                .append("version", 1L);
        return outbox.insert(STAFF, document, clock.instant(), List.of(staff.asEvent()))
                .thenReturn(staff)
                .onErrorResume(DuplicateKeyException.class, e -> Mono.empty());
    }

    @Override
    public Mono<Staff> change(Entry changed) {
        Staff staff = changed.staff();
        var change = combine(
                set("name", staff.name()),
                set("roles", roles(staff)),
                set("active", staff.active()),
                set("passwordHash", changed.passwordHash()));
        return outbox.update(STAFF, staff.id(), changed.version(), change, clock.instant(), List.of(staff.asEvent()))
                .map(MongoStaff::staff);
    }

    private static List<String> roles(Staff staff) {
        return staff.roles().stream().map(Role::wireName).toList();
    }

    private static Staff staff(Document document) {
        return new Staff(
                document.getString("_id"),
                document.getString("name"),
                document.getList("roles", String.class).stream()
                        .map(Role::named)
                        .toList(),
                document.getBoolean("active", false));
    }

    @Configuration(proxyBeanMethods = false)
    static class Beans {
        @Bean
        OutboxCollection staffOutbox() {
            return new OutboxCollection(STAFF);
        }

        @Bean
        StaffMembers staffMembers(ReactiveMongoTemplate mongo, OutboxWriter outbox, Clock clock) {
            return new MongoStaff(mongo, outbox, clock);
        }
    }
}
