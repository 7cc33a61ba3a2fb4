package com.andejia.crm.systemtests.pipeline;

import com.andejia.crm.systemtests.Services;
import com.andejia.crm.systemtests.Staff;
import com.andejia.crm.systemtests.crowd.Crowd;
import com.andejia.crm.systemtests.crowd.Lines;
import com.andejia.crm.systemtests.crowd.StreamRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** Those who are given customers in turn, all of them signed in. Digests are switched off: each create is told by itself. */
final class Owners {
    private static final int COUNT = 48;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Services services;
    private final List<String> tokens;

    Owners(Services services, Staff admin) {
        this.services = services;
        tokens = IntStream.range(0, COUNT)
                .mapToObj(number ->
                        admin.hire(name(number), name(number)).oneByOne().token())
                .toList();
    }

    private static String name(int number) {
        return "owner-%02d".formatted(number);
    }

    /** Whose turn it is to get the customer of that number. */
    static String ownerOf(int customer) {
        return name(numberOfOwner(customer));
    }

    static int numberOfOwner(int customer) {
        return customer % COUNT;
    }

    /** A stream for each of them, whose connection has the number of its owner; returns when all are open. */
    Crowd openStreams(Lines lines) {
        var server = new InetSocketAddress(
                InetAddress.getLoopbackAddress(), services.notifications().getPort());
        var crowd = new Crowd(
                COUNT, COUNT, server, (owner, lastEventId) -> StreamRequest.of(tokens.get(owner), lastEventId), lines);
        crowd.awaitAll(PATIENCE);
        return crowd;
    }
}
