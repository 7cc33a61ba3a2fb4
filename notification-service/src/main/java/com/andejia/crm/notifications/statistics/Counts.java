package com.andejia.crm.notifications.statistics;

/**
 * How notifications of one type fared.
 *
 * @param sent stored, hence on the recipient's list and on the way to the screens
 * @param displayed of these, how many a screen has said to have shown
 * @param read of these, how many the recipient has read
 * @param failed requests that could never be told and were set aside; not among those sent
 */
public record Counts(long sent, long displayed, long read, long failed) {
    Counts plus(Counts other) {
        return new Counts(sent + other.sent, displayed + other.displayed, read + other.read, failed + other.failed);
    }
}
