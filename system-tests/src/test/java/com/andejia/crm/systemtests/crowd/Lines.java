package com.andejia.crm.systemtests.crowd;

/** Who is told of every line of every stream. */
public interface Lines {
    /**
     * A line without its end, which may be empty.
     *
     * @param bytes those from {@code from} to {@code to}, which hold only until this returns
     */
    void line(int connection, byte[] bytes, int from, int to, long receivedNanos);
}
