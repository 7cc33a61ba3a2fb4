package com.andejia.crm.notifications.digest;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The names of what a digest tells of, as many as a line holds. */
public final class Names {
    private static final int MOST = 5;
    private static final int LONGEST = 50;
    /** What a notification can be about, the telling one first. */
    private static final List<String> TELLING = List.of("customerName", "resumeName", "contractNumber");

    private Names() {}

    /**
     * The first few names.
     *
     * @param variables of each notification in the digest
     * @param count how many there are in all
     */
    public static String of(List<Map<String, String>> variables, int count, String locale) {
        boolean chinese = locale.startsWith("zh");
        List<String> names =
                variables.stream().flatMap(Names::name).distinct().limit(MOST).toList();
        String listed = names.stream().collect(Collectors.joining(chinese ? "、" : ", "));
        boolean all = names.size() >= count;
        return all || names.isEmpty() ? listed : listed + (chinese ? "等" : " and others");
    }

    private static Stream<String> name(Map<String, String> variables) {
        return TELLING.stream()
                .flatMap(telling -> Stream.ofNullable(variables.get(telling)))
                .limit(1)
                .map(Names::shortened);
    }

    private static String shortened(String name) {
        return name.codePointCount(0, name.length()) <= LONGEST
                ? name
                : name.substring(0, name.offsetByCodePoints(0, LONGEST));
    }
}
