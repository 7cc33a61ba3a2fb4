package com.andejia.crm.systemtests.streams;

import java.util.List;
import java.util.stream.IntStream;

/** Whose streams they are: each person has as many open as one may have. */
record People(int connections) {
    static final int STREAMS_EACH = 8;

    static int indexOf(int connection) {
        return connection / STREAMS_EACH;
    }

    static String name(int person) {
        return "person-%06d".formatted(person);
    }

    int count() {
        return (connections + STREAMS_EACH - 1) / STREAMS_EACH;
    }

    List<String> names() {
        return IntStream.range(0, count()).mapToObj(People::name).toList();
    }
}
