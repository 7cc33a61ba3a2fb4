package com.andejia.crm.customers.importing;

/** How large the parts of a file may be. Beyond them a file is refused, so that what it says of itself costs nothing. */
final class Limits {
    /** As in Excel. */
    static final int LONGEST_CELL = 32_767;

    static final int MOST_COLUMNS = 100;

    /** Of everything in a workbook, unpacked: ten times an upload, and far more than ten thousand customers need. */
    static final long LARGEST_WORKBOOK = 100L * 1024 * 1024;

    /** A workbook's table of texts is the one thing of it that is kept in memory while it is read. */
    static final long MOST_SHARED_CHARACTERS = 8_000_000;

    /** As many as the cells of ten thousand customers, and some more. */
    static final int MOST_SHARED_TEXTS = 300_000;

    private Limits() {}
}
