package ai.gateway.app.observe;

import ai.gateway.app.observe.Query.Want;
import ai.gateway.exchange.FailureCode;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a gateway shows to Prometheus, as names of samples with the labels that each has, and the values of these. */
final class Scrape {

    private static final Pattern LABEL = Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern SAMPLE = Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? \\S+");

    /** Values that one gateway can hardly have all at once are held against the words that there are. */
    private static final String ERRORS = "error_type";

    private static final Set<String> KINDS_OF_ERRORS = Stream.concat(
                    Stream.of("none", "client_gone", "incomplete", "provider_error", "429", "500", "503"),
                    Arrays.stream(FailureCode.values()).map(FailureCode::wire))
            .collect(Collectors.toUnmodifiableSet());

    private final Map<String, Map<String, Set<String>>> samples = new HashMap<>();

    Scrape(String text) {
        text.lines().filter(line -> !line.startsWith("#") && !line.isBlank()).forEach(this::sample);
    }

    private void sample(String line) {
        Matcher sample = SAMPLE.matcher(line);
        if (!sample.matches()) {
            throw new IllegalArgumentException("no sample: " + line);
        }
        Map<String, Set<String>> labels = samples.computeIfAbsent(sample.group(1), name -> new HashMap<>());
        if (sample.group(2) != null) {
            Matcher label = LABEL.matcher(sample.group(2));
            while (label.find()) {
                labels.computeIfAbsent(label.group(1), name -> new HashSet<>()).add(label.group(2));
            }
        }
    }

    /** What is wanted and not there, each in a few words. */
    Set<String> lacks(Set<Want> wants) {
        Set<String> lacks = new TreeSet<>();
        for (Want want : wants) {
            Map<String, Set<String>> labels = samples.get(want.metric());
            if (labels == null) {
                lacks.add(want.metric());
            } else if (!want.label().isEmpty() && !labels.containsKey(want.label())) {
                lacks.add(want.metric() + "{" + want.label() + "}");
            } else if (want.label().equals(ERRORS)) {
                errors(want, lacks);
            } else if (want.matcher().equals("=") && !labels.get(want.label()).contains(want.value())) {
                lacks.add(want.metric() + "{" + want.label() + "=" + want.value() + "}");
            }
        }
        return lacks;
    }

    private static void errors(Want want, Set<String> lacks) {
        Stream.of(want.value().split("\\|"))
                .filter(kind -> !kind.isEmpty() && KINDS_OF_ERRORS.stream().noneMatch(known -> known.matches(kind)))
                .forEach(kind -> lacks.add(want.metric() + "{" + want.label() + "=" + kind + "}"));
    }
}
