package com.andejia.crm.localstack;

import de.bwaldvogel.mongo.MongoBackend;
import de.bwaldvogel.mongo.bson.Document;
import io.netty.channel.Channel;
import java.util.List;

/**
 * How the server introduces itself: as a standalone one, in both dialects. The wire version stays the server's own,
 * since a driver takes a higher one for features that are not there; so does the absence of sessions.
 */
final class Handshake {
    private Handshake() {}

    static Document answer(MongoBackend backend, Channel channel, String database, Document query) {
        Document answer = backend.handleCommand(channel, database, "isMaster", query);
        answer.remove("ok");
        return answer.append("isWritablePrimary", true)
                .append("helloOk", true)
                .append("readOnly", false)
                .append("ok", 1.0);
    }

    /** The same as the primary, and only member, of a replica set. */
    static Document asPrimary(String replicaSet, String address, Document answer) {
        return answer.append("setName", replicaSet)
                .append("hosts", List.of(address))
                .append("primary", address)
                .append("me", address)
                .append("secondary", false);
    }
}
