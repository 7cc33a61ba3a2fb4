package com.andejia.crm.notifications.preference.mongo;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;

import com.andejia.crm.notifications.preference.PreferenceChange;
import com.andejia.crm.notifications.preference.PreferenceStore;
import com.andejia.crm.notifications.preference.Preferences;
import com.andejia.crm.notifications.preference.QuietHours;
import com.mongodb.WriteConcern;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** One document per person who has ever chosen anything, with what was chosen; found by its id, which is the person. */
@Component
class MongoPreferences implements PreferenceStore {
    private static final String COLLECTION = "notification_preferences";

    private final Mono<MongoCollection<Document>> collection;
    private final Preferences unchanged;

    MongoPreferences(ReactiveMongoTemplate mongo, @Value("${crm.zone}") ZoneId zone) {
        this.collection = mongo.getCollection(COLLECTION)
                .map(raw -> raw.withWriteConcern(WriteConcern.MAJORITY.withJournal(true)))
                .cache();
        this.unchanged = Preferences.unchanged(zone);
    }

    @Override
    public Mono<Map<String, Preferences>> of(Collection<String> people) {
        Set<String> distinct = Set.copyOf(people);
        return collection
                .flatMapMany(all -> all.find(in("_id", distinct)))
                .collectMap(document -> document.getString("_id"), this::read)
                .map(found -> distinct.stream()
                        .collect(Collectors.toMap(person -> person, it -> found.getOrDefault(it, unchanged))));
    }

    @Override
    public Mono<Preferences> change(String person, PreferenceChange change) {
        Document changed = changed(change);
        if (changed.isEmpty()) {
            return of(person);
        }
        var afterwards = new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.AFTER);
        return collection
                .flatMap(all ->
                        Mono.from(all.findOneAndUpdate(eq("_id", person), new Document("$set", changed), afterwards)))
                .map(this::read);
    }

    /** Field by field, so that two who change different things at once do not undo each other's. */
    private static Document changed(PreferenceChange change) {
        Document changed = new Document();
        change.types().forEach((type, wanted) -> changed.append("types." + type, wanted));
        PreferenceChange.QuietHoursChange quiet = change.quietHours();
        append(changed, "quietHours.enabled", quiet.enabled());
        append(
                changed,
                "quietHours.start",
                quiet.start() == null ? null : quiet.start().toString());
        append(
                changed,
                "quietHours.end",
                quiet.end() == null ? null : quiet.end().toString());
        append(
                changed,
                "quietHours.zone",
                quiet.zone() == null ? null : quiet.zone().getId());
        append(
                changed,
                "quietHours.days",
                quiet.days() == null
                        ? null
                        : quiet.days().stream().map(DayOfWeek::name).toList());
        append(changed, "quietHours.letHighThrough", quiet.letHighThrough());
        append(changed, "digestBursts", change.digestBursts());
        append(changed, "locale", change.locale());
        return changed;
    }

    private static void append(Document changed, String field, @Nullable Object value) {
        if (value != null) {
            changed.append(field, value);
        }
    }

    private Preferences read(Document document) {
        Map<String, Boolean> types = new HashMap<>();
        document.get("types", new Document()).forEach((type, wanted) -> types.put(type, (Boolean) wanted));
        return new Preferences(
                types,
                quietHours(document.get("quietHours", new Document())),
                document.getBoolean("digestBursts", unchanged.digestBursts()),
                document.get("locale", unchanged.locale()));
    }

    private QuietHours quietHours(Document chosen) {
        QuietHours without = unchanged.quietHours();
        List<String> days = chosen.getList("days", String.class);
        return new QuietHours(
                chosen.getBoolean("enabled", without.enabled()),
                LocalTime.parse(chosen.get("start", without.start().toString())),
                LocalTime.parse(chosen.get("end", without.end().toString())),
                ZoneId.of(chosen.get("zone", without.zone().getId())),
                days == null
                        ? without.days()
                        : days.stream().map(DayOfWeek::valueOf).collect(Collectors.toUnmodifiableSet()),
                chosen.getBoolean("letHighThrough", without.letHighThrough()));
    }
}
