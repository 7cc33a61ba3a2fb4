package com.andejia.crm.localstack;

import de.bwaldvogel.mongo.MongoBackend;
import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.MongoVersion;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.exception.MongoServerException;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import de.bwaldvogel.mongo.wire.message.MongoQuery;
import io.netty.channel.Channel;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Makes the embedded server keep what the services build on:
 *
 * <ul>
 *   <li>A command is alone while it runs, and its answer is a copy: the server hands out documents that it goes on
 *       changing, and a reader would see half an update.
 *   <li>Whatever a command wrote is committed before anybody hears of it.
 *   <li>{@code hello} is answered, and {@code isMaster} alike, and at once: a driver that waits for it too long takes the server for dead.
 *   <li>Inserted documents are counted without those refused, and an ordered batch of updates ends at the first refusal.
 *   <li>An aggregation that only counts does not read the whole collection.
 *   <li>A refused command is an answer, not an error in the log.
 * </ul>
 */
final class StrictBackend implements MongoBackend {
    private static final Set<String> IS_HELLO = Set.of("hello", "isMaster", "ismaster");

    private final MongoBackend backend;
    private final UnaryOperator<Document> introduction;
    private final GroupCommit commands;

    StrictBackend(MongoBackend backend, Runnable commit) {
        this(backend, commit, UnaryOperator.identity());
    }

    /** @param introduction what it says of itself, in place of a {@link Handshake} as a standalone server */
    StrictBackend(MongoBackend backend, Runnable commit, UnaryOperator<Document> introduction) {
        this.backend = backend;
        this.introduction = introduction;
        this.commands = new GroupCommit(commit);
    }

    @Override
    public Document handleMessage(MongoMessage message) {
        Document query = message.getDocument();
        String command = query.keySet().iterator().next();
        return handleCommand(message.getChannel(), message.getDatabaseName(), command, query);
    }

    @Override
    public Document handleCommand(Channel channel, String database, String command, Document query) {
        if (IS_HELLO.contains(command)) {
            return introduction.apply(Handshake.answer(backend, channel, database, query));
        }
        return commands.run(() -> {
            try {
                return answer(channel, database, command, query).cloneDeeply();
            } catch (MongoServerException e) {
                return refusal(e);
            }
        });
    }

    private Document answer(Channel channel, String database, String command, Document query) {
        UnaryOperator<Document> server = one -> backend.handleCommand(channel, database, command, one);
        return switch (command) {
            case "insert" -> WriteBatch.insert(query, server);
            case "update" -> WriteBatch.update(query, server);
            case "aggregate" ->
                Counting.aggregate(
                        database,
                        query,
                        (name, one) -> backend.handleCommand(channel, database, name, one),
                        () -> backend.resolveDatabase(database)
                                .resolveCollection(String.valueOf(query.get("aggregate")), false));
            default -> server.apply(query);
        };
    }

    private static Document refusal(MongoServerException exception) {
        Document answer = new Document("ok", 0).append("errmsg", exception.getMessageWithoutErrorCode());
        if (exception instanceof MongoServerError error) {
            answer.append("code", error.getCode());
            answer.putIfNotNull("codeName", error.getCodeName());
        }
        return answer;
    }

    @Override
    public QueryResult handleQuery(MongoQuery query) {
        return commands.run(() -> {
            QueryResult result = backend.handleQuery(query);
            List<Document> copies = result.collectDocuments().stream()
                    .map(Document::cloneDeeply)
                    .collect(Collectors.toList());
            return new QueryResult(copies, result.getCursorId());
        });
    }

    private void alone(Runnable work) {
        commands.run(() -> {
            work.run();
            return true;
        });
    }

    @Override
    public void handleClose(Channel channel) {
        alone(() -> backend.handleClose(channel));
    }

    @Override
    public void dropDatabase(String database) {
        alone(() -> backend.dropDatabase(database));
    }

    @Override
    public Collection<Document> getCurrentOperations(MongoQuery query) {
        return commands.run(() -> backend.getCurrentOperations(query));
    }

    @Override
    public Document getServerStatus() {
        return commands.run(backend::getServerStatus);
    }

    @Override
    public void close() {
        commands.close();
        backend.close();
    }

    @Override
    public void closeCursors(List<Long> cursors) {
        alone(() -> backend.closeCursors(cursors));
    }

    @Override
    public Clock getClock() {
        return backend.getClock();
    }

    @Override
    public void enableOplog() {
        backend.enableOplog();
    }

    @Override
    public void disableOplog() {
        backend.disableOplog();
    }

    @Override
    public MongoDatabase resolveDatabase(String database) {
        return commands.run(() -> backend.resolveDatabase(database));
    }

    @Override
    public MongoBackend version(MongoVersion version) {
        backend.version(version);
        return this;
    }
}
