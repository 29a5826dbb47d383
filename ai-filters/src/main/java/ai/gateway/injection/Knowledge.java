package ai.gateway.injection;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What is known of attacks: words, rules and what each weighs, as {@code lexicon.txt}, {@code rules.txt} and
 * {@code weights.csv} say. All have a number by which they go: rules by their name, classes of words as {@code @class},
 * single words as {@code =word}.
 */
final class Knowledge {

    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> names = new ArrayList<>();
    private final Trie trie = new Trie();
    private final Typos typos = new Typos();
    private final Rules rules = new Rules();
    private final Weights ofUsers = new Weights(1);
    private final Weights ofDocuments = new Weights(2);

    /** What is found by other means than words that follow each other. */
    private static final List<String> OTHER_RULES = List.of(
            "hidden-letters",
            "invisible-signs",
            "turned-around",
            "letters-apart",
            "disguised-letters",
            "swapped-letters",
            "base64",
            "hex",
            "escapes",
            "rotated",
            "backwards",
            "prose-among-rows",
            "order-among-rows",
            "order-alone",
            "order-first",
            "order-last",
            "order-off-topic",
            "question-among-rows",
            "question-alone",
            "question-first",
            "question-last",
            "question-off-topic");

    static final Knowledge ALL = new Knowledge();

    private Knowledge() {
        OTHER_RULES.forEach(this::number);
        lines("lexicon.txt").forEach(this::lexicon);
        Garbled.words().forEach((word, kind) -> trie.put(word, number(kind)));
        lines("weights.csv").forEach(this::weights);
        lines("rules.txt").forEach(line -> rules.add(line, this));
    }

    Trie trie() {
        return trie;
    }

    Typos typos() {
        return typos;
    }

    Rules rules() {
        return rules;
    }

    Weights weights(Place place) {
        return switch (place) {
            case USER -> ofUsers;
            case DOCUMENT -> ofDocuments;
        };
    }

    String name(int number) {
        return names.get(number);
    }

    boolean isRule(int number) {
        return Character.isLetter(names.get(number).charAt(0));
    }

    int size() {
        return names.size();
    }

    /** The number of a rule, of an {@code @class} or of a {@code =word}; a new one for what is new. */
    int number(String name) {
        Integer known = numbers.get(name);
        if (known != null) {
            return known;
        }
        int number = names.size();
        numbers.put(name, number);
        names.add(name);
        if (name.startsWith("=")) {
            trie.put(name.substring(1), number);
        }
        return number;
    }

    private void weights(String line) {
        ofUsers.add(line, this);
        ofDocuments.add(line, this);
    }

    private void lexicon(String line) {
        int colon = line.indexOf(": ");
        int number = number("@" + line.substring(0, colon));
        for (String word : line.substring(colon + 2).split(" ", -1)) {
            if (word.endsWith("!")) {
                trie.put(word.substring(0, word.length() - 1), number);
            } else {
                trie.put(word, number);
                typos.add(word);
            }
        }
    }

    private static List<String> lines(String resource) {
        try (InputStream in = Knowledge.class.getResourceAsStream(resource);
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
