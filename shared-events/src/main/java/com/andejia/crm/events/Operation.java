package com.andejia.crm.events;

/**
 * One act on many customers.
 *
 * @param size how many customers it is on in all, so that a reader knows when it has seen them
 */
public record Operation(String id, int size) {}
