package com.andejia.crm.systemtests.fuzz;

import java.time.Duration;
import java.util.Map;

/** What came back. Names of headers are in lower case. */
record Answer(int status, Map<String, String> headers, String body, Duration took) {
    String contentType() {
        String type = headers.getOrDefault("content-type", "");
        return type.contains(";") ? type.substring(0, type.indexOf(';')).strip() : type;
    }
}
