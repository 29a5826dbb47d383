package ai.gateway.secrets;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * A line of {@code rules.txt}, where the columns are told.
 *
 * @param words none where such a credential stands anywhere
 */
record Rule(String name, String issuer, double score, double bits, List<String> words, String shape) {

    private static final int COLUMNS = 6;

    /** In the order of the file. */
    static List<Rule> all() {
        return lines("rules.txt").stream().map(Rule::of).toList();
    }

    /** What a file beside this class says, without its comments. */
    static List<String> lines(String file) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(Rule.class.getResourceAsStream(file), file), StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.isBlank() && line.charAt(0) != '#')
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Rule of(String line) {
        List<String> cells = Texts.split(line, ';');
        if (cells.size() != COLUMNS) {
            throw new IllegalArgumentException(line + " (expected: name; issuer; score; bits; words; shape)");
        }
        String words = cells.get(4);
        return new Rule(
                cells.get(0),
                cells.get(1),
                Double.parseDouble(cells.get(2)),
                Double.parseDouble(cells.get(3)),
                words.isEmpty() ? List.of() : Texts.split(words, '|'),
                cells.get(5));
    }

    /** Whether it is found by code of its own. */
    boolean isHandmade() {
        return shape.startsWith("!");
    }
}
