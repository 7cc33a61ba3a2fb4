package com.andejia.crm.localstack;

/** A broker and a database that tests can use, wherever they come from. */
interface Backing extends AutoCloseable {
    String bootstrapServers();

    String mongoUri(String database);

    /** What it is, for the line that tells which one was chosen. */
    String description();

    @Override
    void close();
}
