package com.andejia.crm.notifications.template;

import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The text of one notification type. Logic-less: <code>{{name}}</code> is replaced by the variable, once, and nothing
 * else happens; a value that looks like a placeholder stays as it is.
 */
public record Template(
        Priority priority,
        String title,
        String content,
        String actionUrl,
        String actionText,
        String icon,
        String color) {
    static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{(\\w+)}}");

    public String title(Map<String, String> variables) {
        return fill(title, variables);
    }

    public String content(Map<String, String> variables) {
        return fill(content, variables);
    }

    public String actionUrl(Map<String, String> variables) {
        return fill(actionUrl, variables);
    }

    /** The names of all variables that it mentions. */
    public Set<String> variables() {
        return Stream.of(title, content, actionUrl)
                .flatMap(text -> variablesOf(text).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    static Set<String> variablesOf(String text) {
        return PLACEHOLDER.matcher(text).results().map(match -> match.group(1)).collect(Collectors.toUnmodifiableSet());
    }

    private static String fill(String text, Map<String, String> variables) {
        return PLACEHOLDER
                .matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(variables.getOrDefault(match.group(1), "")));
    }
}
