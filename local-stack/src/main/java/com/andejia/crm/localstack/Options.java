package com.andejia.crm.localstack;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** What a broker or a database that runs as its own process is told. */
record Options(int port, Path data) {
    private static final String USAGE = "Usage: --port=PORT --data=DIRECTORY";

    static Options parse(String... arguments) {
        Map<String, String> given = new HashMap<>();
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            if (equals < 0) {
                throw new IllegalArgumentException(argument + "? " + USAGE);
            }
            given.put(argument.substring(0, equals), argument.substring(equals + 1));
        }
        String port = given.remove("--port");
        String data = given.remove("--data");
        if (port == null || data == null || !given.isEmpty()) {
            throw new IllegalArgumentException(USAGE);
        }
        return new Options(Integer.parseInt(port), Path.of(data));
    }
}
