package com.andejia.crm.systemtests.streams;

import com.andejia.crm.systemtests.measuring.Usage;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** notification-service, fed by the topic that all its replicas read. */
final class OurService implements StreamServer {
    private final ServiceUnderLoad service;
    private final LiveTopic topic;

    OurService(int connections) {
        var people = new People(connections);
        service = ServiceUnderLoad.onItsOwnCore(people, ServiceUnderLoad.TOUCHED_HEAP);
        topic = new LiveTopic(service.bootstrapServers(), service.producer(), people);
    }

    @Override
    public InetSocketAddress address() {
        return service.address();
    }

    @Override
    public byte[] request(int connection, @Nullable String lastEventId) {
        return service.request(connection, lastEventId);
    }

    @Override
    public void publish(Message message) {
        topic.publish(message);
    }

    @Override
    public Usage usage() {
        return service.usage();
    }

    @Override
    public void tidyUp() {
        service.collectGarbage();
    }

    /** The heap is resident from the start: what else is, and what lives on the heap. */
    @Override
    public long memoryKiB() {
        return usage().residentKiB() + service.usedHeapKiB();
    }

    @Override
    public void close() {
        service.close();
    }
}
