package com.andejia.crm.events;

/**
 * One kind of event.
 *
 * @param name its {@link WireName}
 * @param topic where it travels, see {@link OnTopic}
 * @param payload the record its data are read into
 */
public record EventType<E extends DomainEvent>(String name, String topic, Class<E> payload) {}
