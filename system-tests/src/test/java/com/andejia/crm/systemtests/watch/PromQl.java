package com.andejia.crm.systemtests.watch;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a PromQL expression asks for. As much of the
 * <a href="https://prometheus.io/docs/prometheus/latest/querying/basics/">language</a> as it takes to tell metrics and labels
 * from everything else; whether it is well-formed throughout, promtool says.
 */
final class PromQl {
    private static final Pattern TOKEN = Pattern.compile(
            "\\s+|\"(?:[^\"\\\\]|\\\\.)*\"|[A-Za-z_:][A-Za-z0-9_:]*|[0-9][0-9A-Za-z.]*|=~|!~|!=|==|>=|<=|[-+*/%^<>=(){}\\[\\],:@]");
    private static final Set<String> OPERATORS = Set.of("and", "or", "unless", "bool", "offset");
    private static final Set<String> LABEL_LISTS =
            Set.of("by", "without", "on", "ignoring", "group_left", "group_right");
    private static final Set<String> FUNCTIONS = Set.of(
            "absent",
            "avg",
            "changes",
            "count",
            "delta",
            "deriv",
            "histogram_quantile",
            "increase",
            "max",
            "max_over_time",
            "min",
            "min_over_time",
            "rate",
            "sum",
            "topk",
            "vector");

    private final List<String> tokens;
    private final List<Selector> selectors = new ArrayList<>();
    private final Set<String> grouping = new TreeSet<>();
    private int next;

    /**
     * One metric that is asked for.
     *
     * @param labels by which its series are chosen
     */
    record Selector(String metric, Set<String> labels) {}

    /**
     * All that is asked for.
     *
     * @param grouping the labels by which results are grouped or matched
     */
    record Question(List<Selector> selectors, Set<String> grouping) {}

    private PromQl(List<String> tokens) {
        this.tokens = tokens;
    }

    /** @throws IllegalArgumentException if it is none, or uses what this class does not know */
    static Question read(String expression) {
        var reader = new PromQl(tokens(expression));
        reader.read();
        return new Question(reader.selectors, reader.grouping);
    }

    private static List<String> tokens(String expression) {
        List<String> tokens = new ArrayList<>();
        Matcher token = TOKEN.matcher(expression);
        int at = 0;
        while (at < expression.length()) {
            if (!token.find(at) || token.start() != at) {
                throw new IllegalArgumentException("no PromQL from here on: " + expression.substring(at));
            }
            if (!token.group().isBlank()) {
                tokens.add(token.group());
            }
            at = token.end();
        }
        return tokens;
    }

    private void read() {
        Deque<String> open = new ArrayDeque<>();
        while (next < tokens.size()) {
            String token = tokens.get(next++);
            if (token.equals("(")) {
                open.push(token);
            } else if (token.equals(")")) {
                require(!open.isEmpty(), "a bracket too many");
                open.pop();
            } else if (token.equals("[")) {
                skipRange();
            } else if (token.equals("{")) {
                require(false, "series of no metric");
            } else if (Character.isLetter(token.charAt(0)) || token.charAt(0) == '_') {
                word(token);
            }
        }
        require(open.isEmpty(), "a bracket too few");
        require(!selectors.isEmpty() || tokens.contains("vector"), "nothing is asked for");
    }

    private void word(String word) {
        if (LABEL_LISTS.contains(word)) {
            grouping.addAll(labelList());
        } else if (!OPERATORS.contains(word)) {
            if (FUNCTIONS.contains(word)) {
                require(List.of("(", "by", "without").contains(peek()), word + " of nothing");
            } else {
                require(!peek().equals("("), "no function that is known: " + word);
                selectors.add(new Selector(word, peek().equals("{") ? matchers() : Set.of()));
            }
        }
    }

    private Set<String> labelList() {
        Set<String> labels = new TreeSet<>();
        expect("(");
        while (!peek().equals(")")) {
            labels.add(take());
            if (peek().equals(",")) {
                take();
            }
        }
        expect(")");
        return labels;
    }

    private Set<String> matchers() {
        Set<String> labels = new TreeSet<>();
        expect("{");
        while (!peek().equals("}")) {
            labels.add(take());
            require(Set.of("=", "!=", "=~", "!~").contains(take()), "a label is compared with = or =~ or not");
            require(take().startsWith("\""), "a label is compared with a text");
            if (peek().equals(",")) {
                take();
            }
        }
        expect("}");
        return labels;
    }

    private void skipRange() {
        while (!take().equals("]")) {
            require(next < tokens.size(), "a range without an end");
        }
    }

    private String peek() {
        return next < tokens.size() ? tokens.get(next) : "";
    }

    private String take() {
        require(next < tokens.size(), "it ends too early");
        return tokens.get(next++);
    }

    private void expect(String token) {
        require(take().equals(token), token + " is missing");
    }

    private void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException(otherwise + ": " + String.join(" ", tokens));
        }
    }
}
