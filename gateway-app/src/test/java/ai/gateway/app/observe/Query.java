package ai.gateway.app.observe;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads expressions of PromQL for what they want of a gateway: metrics, their labels, and values of labels. Labels of a
 * {@code by (…)} are wanted of all metrics that are aggregated by them. Whatever it does not know fails.
 */
final class Query {

    private static final Pattern TOKEN = Pattern.compile("\\s+"
            + "|(?<text>\"(?:[^\"\\\\]|\\\\.)*\")"
            + "|(?<number>\\d+(?:\\.\\d+)?(?:e\\d+|[smhdwy])?)"
            + "|(?<word>[a-zA-Z_:][a-zA-Z0-9_:]*)"
            + "|(?<sign>=~|!~|!=|==|>=|<=|[-+*/%^(){}\\[\\],=<>:])");

    private static final Set<String> AGGREGATIONS = Set.of("sum", "min", "max", "avg", "count", "topk", "bottomk");
    private static final Set<String> FUNCTIONS = Set.of(
            "rate",
            "increase",
            "histogram_quantile",
            "vector",
            "absent",
            "min_over_time",
            "max_over_time",
            "sort_desc");
    private static final Set<String> OPERATORS = Set.of("and", "or", "unless", "offset");
    private static final Set<String> MATCHERS = Set.of("=", "!=", "=~", "!~");

    /** Put there by whoever scrapes. */
    private static final Set<String> OF_SCRAPES = Set.of("instance", "job");

    /**
     * What is wanted.
     *
     * @param label empty for the metric alone
     * @param matcher empty for the label alone
     */
    record Want(String metric, String label, String matcher, String value) {}

    /** Labels of an aggregation, and how deep in brackets it began. */
    private record Aggregated(List<String> by, int depth) {}

    private final String expression;
    private final List<String> tokens = new ArrayList<>();
    private final Set<Want> wants = new LinkedHashSet<>();
    private final Deque<Aggregated> around = new ArrayDeque<>();
    private int at;
    private int depth;

    private Query(String expression) {
        this.expression = expression;
        Matcher matcher = TOKEN.matcher(expression);
        int end = 0;
        while (matcher.lookingAt()) {
            if (!matcher.group().isBlank()) {
                tokens.add(matcher.group());
            }
            end = matcher.end();
            matcher.region(end, expression.length());
        }
        if (end != expression.length()) {
            throw new IllegalArgumentException("at " + end + " of " + expression);
        }
    }

    static Set<Want> wants(String expression) {
        Query query = new Query(expression);
        while (query.at < query.tokens.size()) {
            query.next();
        }
        if (query.depth != 0) {
            throw new IllegalArgumentException("brackets of " + expression);
        }
        return query.wants;
    }

    private String peek() {
        return at < tokens.size() ? tokens.get(at) : "";
    }

    private String take() {
        return tokens.get(at++);
    }

    private void take(String expected) {
        if (!take().equals(expected)) {
            throw new IllegalArgumentException("no " + expected + " before token " + at + " of " + expression);
        }
    }

    private void next() {
        String token = take();
        switch (token) {
            case "(" -> depth++;
            case ")" -> close();
            case "[" -> {
                take();
                take("]");
            }
            default -> {
                if (Character.isLetter(token.charAt(0)) || token.charAt(0) == '_') {
                    word(token);
                }
            }
        }
    }

    private void close() {
        depth--;
        while (!around.isEmpty() && around.peek().depth() == depth) {
            around.pop();
        }
    }

    private void word(String word) {
        if (AGGREGATIONS.contains(word)) {
            List<String> by = List.of();
            if (peek().equals("by")) {
                take();
                by = labels();
            }
            around.push(new Aggregated(by, depth));
            take("(");
            depth++;
        } else if (FUNCTIONS.contains(word)) {
            take("(");
            depth++;
        } else if (!OPERATORS.contains(word)) {
            metric(word);
        }
    }

    private List<String> labels() {
        List<String> labels = new ArrayList<>();
        take("(");
        while (!peek().equals(")")) {
            labels.add(take());
            if (peek().equals(",")) {
                take();
            }
        }
        take(")");
        return labels;
    }

    private void metric(String name) {
        if (peek().equals("(")) {
            throw new IllegalArgumentException("function " + name + " of " + expression);
        }
        wants.add(new Want(name, "", "", ""));
        around.forEach(each -> each.by().forEach(label -> want(name, label, "", "")));
        if (peek().equals("{")) {
            take();
            while (!peek().equals("}")) {
                matcher(name);
            }
            take("}");
        }
    }

    private void matcher(String name) {
        String label = take();
        String sign = take();
        String value = take();
        if (!MATCHERS.contains(sign) || !value.startsWith("\"")) {
            throw new IllegalArgumentException(label + " " + sign + " " + value + " of " + expression);
        }
        want(name, label, sign, value.substring(1, value.length() - 1));
        if (peek().equals(",")) {
            take();
        }
    }

    private void want(String name, String label, String sign, String value) {
        if (!OF_SCRAPES.contains(label)) {
            wants.add(new Want(name, label, sign, value));
        }
    }
}
