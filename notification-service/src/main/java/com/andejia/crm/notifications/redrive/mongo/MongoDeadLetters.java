package com.andejia.crm.notifications.redrive.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.push;
import static com.mongodb.client.model.Updates.set;

import com.andejia.crm.notifications.feed.Page;
import com.andejia.crm.notifications.redrive.DeadLetter;
import com.andejia.crm.notifications.redrive.DeadLetter.Act;
import com.andejia.crm.notifications.redrive.DeadLetter.State;
import com.andejia.crm.notifications.redrive.DeadLetterFilter;
import com.andejia.crm.notifications.redrive.DeadLetterStore;
import com.andejia.crm.notifications.redrive.RedriveProperties;
import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.WriteConcern;
import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** One document per record that was set aside, with all that was done to it; each write asks for the state it was decided on. */
@Component
class MongoDeadLetters implements DeadLetterStore {
    static final String COLLECTION = "dead_letters";

    private static final FindOneAndUpdateOptions CHANGED =
            new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER);
    private static final String TAKEN_AT = "takenAt";

    private final Mono<MongoCollection<Document>> collection;
    private final Duration keptFor;

    MongoDeadLetters(ReactiveMongoTemplate mongo, RedriveProperties properties) {
        this.collection = mongo.getCollection(COLLECTION)
                .map(raw -> raw.withWriteConcern(WriteConcern.MAJORITY.withJournal(true)))
                .cache();
        this.keptFor = properties.keptFor();
    }

    @Override
    public Mono<Void> note(DeadLetter letter, @Nullable Return returned) {
        return returned == null
                ? insert(letter)
                : find(returned.id())
                        .map(letter::isSameRecordAs)
                        .defaultIfEmpty(false)
                        .flatMap(same -> same ? reopen(letter, returned) : insert(letter));
    }

    private Mono<Void> insert(DeadLetter letter) {
        Document document = DeadLetterDocument.write(letter)
                .append(DeadLetterDocument.EXPIRES_AT, Date.from(letter.at().plus(keptFor)));
        return collection
                .flatMap(all -> Mono.from(all.insertOne(document)))
                .then()
                .onErrorResume(MongoWriteException.class, MongoDeadLetters::nothingIfThere);
    }

    private static Mono<Void> nothingIfThere(MongoWriteException e) {
        return e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY ? Mono.empty() : Mono.error(e);
    }

    /** Whoever sent it again may not have noted yet that it is sent. */
    private Mono<Void> reopen(DeadLetter letter, Return returned) {
        Bson sent = and(
                eq("_id", returned.id()),
                eq("attempts", returned.attempt()),
                in("state", State.REDRIVING.name(), State.REDRIVEN.name()));
        Document again = DeadLetterDocument.write(letter);
        List<Bson> changes = new ArrayList<>();
        DeadLetterDocument.OF_THIS_TIME.forEach(field -> changes.add(set(field, again.get(field))));
        return collection
                .flatMap(all -> Mono.from(all.updateOne(sent, combine(changes))))
                .then();
    }

    @Override
    public Mono<Page<DeadLetter>> page(DeadLetterFilter filter, int page, int pageSize) {
        Bson matching = matching(filter);
        return collection.flatMap(all -> Flux.from(all.find(matching)
                        .sort(Sorts.descending("at", "_id"))
                        .skip((page - 1) * pageSize)
                        .limit(pageSize))
                .map(DeadLetterDocument::read)
                .collectList()
                .zipWith(
                        Mono.from(all.countDocuments(matching)),
                        (found, total) -> new Page<>(found, total, page, pageSize)));
    }

    private static Bson matching(DeadLetterFilter filter) {
        List<Bson> conditions = new ArrayList<>();
        if (filter.state() != null) {
            conditions.add(eq("state", filter.state().name()));
        }
        if (filter.topic() != null) {
            conditions.add(eq("topic", filter.topic()));
        }
        if (filter.eventType() != null) {
            conditions.add(eq("eventType", filter.eventType()));
        }
        return conditions.isEmpty() ? Filters.empty() : and(conditions);
    }

    @Override
    public Mono<DeadLetter> find(String id) {
        return collection
                .flatMap(all -> Mono.from(all.find(eq("_id", id)).first()))
                .map(DeadLetterDocument::read);
    }

    @Override
    public Flux<DeadLetter> open(DeadLetterFilter filter, int mostAttempts, Instant stuckSince, int limit) {
        Bson open = and(matching(filter), isOpen(stuckSince), lt("attempts", mostAttempts));
        return collection
                .flatMapMany(
                        all -> all.find(open).sort(Sorts.ascending("at", "_id")).limit(limit))
                .map(DeadLetterDocument::read);
    }

    @Override
    public Mono<Map<String, Long>> countOpen() {
        return collection
                .flatMapMany(all -> all.aggregate(List.of(
                        Aggregates.match(eq("state", State.OPEN.name())),
                        Aggregates.group("$topic", Accumulators.sum("count", 1)))))
                .collectMap(
                        group -> group.getString("_id"),
                        group -> group.get("count", Number.class).longValue());
    }

    @Override
    public Mono<Long> countOpen(String eventType) {
        return collection.flatMap(all ->
                Mono.from(all.countDocuments(and(eq("state", State.OPEN.name()), eq("eventType", eventType)))));
    }

    @Override
    public Mono<DeadLetter> take(DeadLetter letter, Act act, Instant stuckSince) {
        return change(
                and(eq("_id", letter.id()), eq("attempts", letter.attempts()), isOpen(stuckSince)),
                combine(
                        set("state", State.REDRIVING.name()),
                        set(TAKEN_AT, Date.from(act.at())),
                        inc("attempts", 1),
                        push("history", DeadLetterDocument.write(act))));
    }

    private static Bson isOpen(Instant stuckSince) {
        return or(
                eq("state", State.OPEN.name()),
                and(eq("state", State.REDRIVING.name()), lt(TAKEN_AT, Date.from(stuckSince))));
    }

    @Override
    public Mono<Void> sent(DeadLetter taken) {
        return change(stillTaken(taken), set("state", State.REDRIVEN.name())).then();
    }

    @Override
    public Mono<Void> putBack(DeadLetter taken) {
        return change(stillTaken(taken), combine(set("state", State.OPEN.name()), inc("attempts", -1)))
                .then();
    }

    private static Bson stillTaken(DeadLetter taken) {
        return and(eq("_id", taken.id()), eq("state", State.REDRIVING.name()), eq("attempts", taken.attempts()));
    }

    @Override
    public Mono<DeadLetter> discard(String id, Act act, Instant stuckSince) {
        return change(
                and(eq("_id", id), isOpen(stuckSince)),
                combine(set("state", State.DISCARDED.name()), push("history", DeadLetterDocument.write(act))));
    }

    private Mono<DeadLetter> change(Bson which, Bson change) {
        return collection
                .flatMap(all -> Mono.from(all.findOneAndUpdate(which, change, CHANGED)))
                .map(DeadLetterDocument::read);
    }
}
