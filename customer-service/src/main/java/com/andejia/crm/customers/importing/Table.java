package com.andejia.crm.customers.importing;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The lines of a file, one after the other; never more than one of them in memory. */
interface Table extends Closeable {
    /** Null after the last one. */
    @Nullable
    Line next() throws IOException;

    /** What a cell of a column of dates says, as {@code 2025-11-24} if it can be told. */
    String date(String cell);
}
