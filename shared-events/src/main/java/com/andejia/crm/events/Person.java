package com.andejia.crm.events;

/** A member of staff as an event names them: who did it, or whom it concerns. */
public record Person(String id, String name) {}
