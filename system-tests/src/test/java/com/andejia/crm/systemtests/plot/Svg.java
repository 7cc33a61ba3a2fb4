package com.andejia.crm.systemtests.plot;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** SVG as text, with every name in it escaped. */
final class Svg {
    private final StringBuilder body = new StringBuilder();

    /** Where a text stands relative to its x. */
    enum Anchor {
        START,
        MIDDLE,
        END
    }

    void rect(double x, double y, double width, double height, String style, String tooltip) {
        add(
                "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" %s><title>%s</title></rect>%n",
                x, y, width, height, style, escape(tooltip));
    }

    void rect(double x, double y, double width, double height, String style) {
        add("<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" %s/>%n", x, y, width, height, style);
    }

    void line(double x1, double y1, double x2, double y2, String style) {
        add("<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" %s/>%n", x1, y1, x2, y2, style);
    }

    void path(String data, String style) {
        add("<path d=\"%s\" %s/>%n", data, style);
    }

    void text(double x, double y, Anchor anchor, String style, String text) {
        add(
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" %s>%s</text>%n",
                x, y, anchor.name().toLowerCase(Locale.ROOT), style, escape(text));
    }

    /** Names, each after a dash of its colour, ending at x. */
    void key(double x, double y, String style, Map<String, String> coloursByName) {
        String names = coloursByName.entrySet().stream()
                .map(it -> format(
                        "<tspan fill=\"%s\" font-weight=\"bold\">━━</tspan><tspan dx=\"5\">%s</tspan>",
                        it.getValue(), escape(it.getKey())))
                .collect(Collectors.joining("\u2003"));
        add("<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"end\" %s>%s</text>%n", x, y, style, names);
    }

    /** The whole document. */
    String document(double width, double height, String title) {
        return format(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %1$.0f %2$.0f\" width=\"%1$.0f\""
                        + " height=\"%2$.0f\" role=\"img\" font-family=\"system-ui, 'Segoe UI', 'Helvetica Neue',"
                        + " 'Noto Sans', 'DejaVu Sans', Arial, sans-serif\">%n<title>%3$s</title>%n"
                        + "<rect width=\"100%%\" height=\"100%%\" fill=\"#fbfbfa\"/>%n%4$s</svg>%n",
                width, height, escape(title), body);
    }

    private void add(String format, Object... values) {
        body.append(format(format, values));
    }

    static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format.replace("%n", "\n"), values);
    }

    private static String escape(String text) {
        return text.codePoints()
                .mapToObj(character -> switch (character) {
                    case '&' -> "&amp;";
                    case '<' -> "&lt;";
                    case '>' -> "&gt;";
                    case '"' -> "&quot;";
                    default -> isXml(character) ? Character.toString(character) : "\ufffd";
                })
                .collect(Collectors.joining());
    }

    private static boolean isXml(int character) {
        return character >= ' ' && (character < 0xd800 || character > 0xdfff) && (character & 0xfffe) != 0xfffe;
    }
}
