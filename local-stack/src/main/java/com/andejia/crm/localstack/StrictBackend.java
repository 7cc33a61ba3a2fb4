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
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Makes the embedded server keep what the services build on:
 *
 * <ul>
 *   <li>A command is alone while it runs, and its answer is a copy: the server hands out documents that it goes on
 *       changing, and a reader would see half an update.
 *   <li>Whatever a command wrote is committed before anybody hears of it.
 *   <li>{@code hello} is answered, and {@code isMaster} alike.
 *   <li>Inserted documents are counted without those refused, and an ordered batch of updates ends at the first refusal.
 *   <li>A driver's way to count does not read the whole collection.
 *   <li>A refused command is an answer, not an error in the log.
 * </ul>
 */
final class StrictBackend implements MongoBackend {
    private final MongoBackend backend;
    private final Runnable commit;
    private final UnaryOperator<Document> introduction;
    private final ReentrantLock lock = new ReentrantLock();

    StrictBackend(MongoBackend backend, Runnable commit) {
        this(backend, commit, UnaryOperator.identity());
    }

    /** @param introduction what it says of itself, in place of a {@link Handshake} as a standalone server */
    StrictBackend(MongoBackend backend, Runnable commit, UnaryOperator<Document> introduction) {
        this.backend = backend;
        this.commit = commit;
        this.introduction = introduction;
    }

    @Override
    public Document handleMessage(MongoMessage message) {
        Document query = message.getDocument();
        String command = query.keySet().iterator().next();
        return handleCommand(message.getChannel(), message.getDatabaseName(), command, query);
    }

    @Override
    public Document handleCommand(Channel channel, String database, String command, Document query) {
        return alone(() -> {
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
            case "hello", "isMaster", "ismaster" ->
                introduction.apply(Handshake.answer(backend, channel, database, query));
            case "insert" -> WriteBatch.insert(query, server);
            case "update" -> WriteBatch.update(query, server);
            case "aggregate" ->
                Counting.aggregate(database, query, (name, one) -> backend.handleCommand(channel, database, name, one));
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
        return alone(() -> {
            QueryResult result = backend.handleQuery(query);
            List<Document> copies = result.collectDocuments().stream()
                    .map(Document::cloneDeeply)
                    .collect(Collectors.toList());
            return new QueryResult(copies, result.getCursorId());
        });
    }

    private <T> T alone(Supplier<T> work) {
        lock.lock();
        try {
            T result = work.get();
            commit.run();
            return result;
        } finally {
            lock.unlock();
        }
    }

    private void alone(Runnable work) {
        alone(() -> {
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
        return alone(() -> backend.getCurrentOperations(query));
    }

    @Override
    public Document getServerStatus() {
        return alone(backend::getServerStatus);
    }

    @Override
    public void close() {
        lock.lock();
        try {
            backend.close();
        } finally {
            lock.unlock();
        }
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
        return alone(() -> backend.resolveDatabase(database));
    }

    @Override
    public MongoBackend version(MongoVersion version) {
        backend.version(version);
        return this;
    }
}
