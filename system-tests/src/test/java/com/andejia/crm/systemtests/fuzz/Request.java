package com.andejia.crm.systemtests.fuzz;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A request as it goes over the wire; nothing in it need be legal. Texts are bytes, one per character. */
record Request(URI service, String method, String target, List<Map.Entry<String, String>> headers, String body) {
    private static final int LONGEST_BODY_SHOWN = 3000;

    static Request get(URI service, String target) {
        return new Request(service, "GET", target, List.of(), "");
    }

    byte[] bytes() {
        StringBuilder head =
                new StringBuilder(method).append(' ').append(target).append(" HTTP/1.1\r\n");
        if (headers.stream().noneMatch(it -> it.getKey().equalsIgnoreCase("Host"))) {
            head.append("Host: ").append(service.getAuthority()).append("\r\n");
        }
        headers.forEach(it ->
                head.append(it.getKey()).append(": ").append(it.getValue()).append("\r\n"));
        head.append("Content-Length: ").append(body.length()).append("\r\n\r\n");
        return head.append(body).toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    /** To paste into bash. */
    String curl() {
        String shown = body.substring(0, Math.min(body.length(), LONGEST_BODY_SHOWN));
        return "printf $'%s' | curl -i --path-as-is --globoff -X $'%s' %s --data-binary @- $'%s'%s"
                .formatted(
                        // Twice: bash reads it, and then printf.
                        quoted(shown.replace("\\", "\\\\").replace("%", "%%")).replace("\\000", "\\\\000"),
                        quoted(method),
                        headers.stream()
                                .map(it -> "-H $'" + quoted(it.getKey() + ": " + it.getValue()) + "'")
                                .collect(Collectors.joining(" ")),
                        quoted("http://" + service.getAuthority() + target),
                        shown.length() < body.length() ? " # of a body of " + body.length() + " bytes" : "");
    }

    private static String quoted(String text) {
        return text.chars()
                .mapToObj(it -> it < ' ' || it > '~' || it == '\'' || it == '\\'
                        ? "\\%03o".formatted(it)
                        : Character.toString(it))
                .collect(Collectors.joining());
    }
}
