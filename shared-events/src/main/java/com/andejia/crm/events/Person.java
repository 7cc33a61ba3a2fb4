package com.andejia.crm.events;

/** A member of staff as an event names them: who did it, or whom it concerns. */
public record Person(String id, String name) {
    /** Nobody: what happens by itself, after a time. */
    public static final Person SYSTEM = new Person("system", "系统");
}
