package com.andejia.crm.customers.importing;

/** How many rows of an operation have come to which end. */
public record RowCounts(int created, int duplicates, int failed) {
    public static final RowCounts NONE = new RowCounts(0, 0, 0);

    public int done() {
        return created + duplicates + failed;
    }

    public RowCounts plus(RowCounts other) {
        return new RowCounts(created + other.created, duplicates + other.duplicates, failed + other.failed);
    }
}
