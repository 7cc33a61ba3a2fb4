package com.andejia.crm.notifications.replay;

/**
 * What was found.
 *
 * @param read records, whether or not they match
 * @param missing notifications that are not there: told now, or to be told if it is a dry run
 * @param present notifications that are there
 * @param notWanted those that their people do not want, or of what has been erased
 * @param skipped records that cannot be read, or are of a type that nobody here knows
 */
public record Counts(long read, long missing, long present, long notWanted, long skipped) {
    static final Counts NONE = new Counts(0, 0, 0, 0, 0);

    Counts withRead(long records) {
        return new Counts(records, missing, present, notWanted, skipped);
    }

    Counts plus(Counts other) {
        return new Counts(
                read + other.read,
                missing + other.missing,
                present + other.present,
                notWanted + other.notWanted,
                skipped + other.skipped);
    }
}
