package com.andejia.crm.notifications.feed;

/**
 * How far something has come that many are told of.
 *
 * @param told for how many a notification is stored
 * @param displayed how many of these a screen has shown
 * @param read how many of these were read
 */
public record Spread(long told, long displayed, long read) {}
