package com.andejia.crm.events;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Every kind of event there is, derived from the sealed families: adding an event is adding its record. */
public final class EventTypes {
    private static final Map<String, EventType<?>> BY_NAME = new LinkedHashMap<>();
    private static final Map<Class<?>, EventType<?>> BY_PAYLOAD = new LinkedHashMap<>();

    static {
        for (Class<?> family : DomainEvent.class.getPermittedSubclasses()) {
            String topic = family.getAnnotation(OnTopic.class).value();
            Stream.of(family.getPermittedSubclasses())
                    .map(payload -> describe(payload, topic))
                    .forEach(EventTypes::register);
        }
    }

    private EventTypes() {}

    public static Collection<EventType<?>> all() {
        return BY_NAME.values();
    }

    /** The kind with that wire name; empty for one this version does not know, which a reader skips. */
    public static Optional<EventType<?>> named(String wireName) {
        return Optional.ofNullable(BY_NAME.get(wireName));
    }

    public static EventType<?> of(DomainEvent event) {
        return of(event.getClass());
    }

    /**
     * The kind that the record stands for.
     *
     * @throws IllegalArgumentException if it belongs to none of the families
     */
    public static EventType<?> of(Class<? extends DomainEvent> payload) {
        EventType<?> type = BY_PAYLOAD.get(payload);
        if (type == null) {
            throw new IllegalArgumentException(payload + " is no event of the contract");
        }
        return type;
    }

    private static EventType<?> describe(Class<?> payload, String topic) {
        WireName name = payload.getAnnotation(WireName.class);
        if (name == null) {
            throw new IllegalStateException(payload + " has no @WireName");
        }
        return new EventType<>(name.value(), topic, payload.asSubclass(DomainEvent.class));
    }

    private static void register(EventType<?> type) {
        if (BY_NAME.put(type.name(), type) != null) {
            throw new IllegalStateException("two events are called " + type.name());
        }
        BY_PAYLOAD.put(type.payload(), type);
    }
}
