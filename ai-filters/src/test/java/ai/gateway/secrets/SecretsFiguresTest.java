package ai.gateway.secrets;

import ai.gateway.scan.Find;
import ai.gateway.scan.Scanner;
import ai.gateway.testing.Recordings;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.zip.CRC32;
import java.util.zip.GZIPInputStream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How many of the secrets are found in {@code guarddata/secrets.jsonl.gz} of the shared directory, and how many finds are right.
 *
 * <p>A row with a secret is found if any find overlaps the secret; of rows that do not tell where it is, if there is any find. A
 * row without one is wrong if there is any find. Rows that speak of one rule count finds by rules of the same issuer alone.
 */
class SecretsFiguresTest {

    private static final double ENOUGH = 0.97;

    private static final Scanner SCANNER = Secrets.scanner();

    private record Row(String id, String text, boolean secret, String rule, boolean ofOneRule, int start, int end) {

        boolean isFound() {
            return SCANNER.scan(text).stream().anyMatch(this::counts);
        }

        private boolean counts(Find find) {
            boolean there = start < 0 || (find.start() < end && start < find.end());
            return there && (!ofOneRule || issuer(find.rule()).equals(issuer(rule)));
        }

        /** The rules were tuned on one half only. */
        boolean isForTuning() {
            CRC32 hash = new CRC32();
            hash.update(id.getBytes(StandardCharsets.UTF_8));
            return hash.getValue() % 2 == 0;
        }
    }

    /** Right and wrong, of rows with a secret and of rows without. */
    private record Figures(String name, int found, int missed, int wrong, int silent) {

        static Figures of(String name, List<Row> rows, Predicate<Row> half) {
            int[] counts = new int[4];
            for (Row row : rows) {
                if (half.test(row)) {
                    counts[(row.secret ? 0 : 2) + (row.isFound() == row.secret ? 0 : 1)]++;
                }
            }
            return new Figures(name, counts[0], counts[1], counts[3], counts[2]);
        }

        double recall() {
            return (double) found / (found + missed);
        }

        double precision() {
            return (double) found / (found + wrong);
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "| %s | %d | %d | %d | %d | %.4f | %.4f |",
                    name,
                    found,
                    missed,
                    wrong,
                    silent,
                    recall(),
                    precision());
        }
    }

    @Test
    void figures_onBothHalves_areGoodEnough() throws IOException {
        List<Row> rows = rows();
        List<Figures> figures = List.of(
                Figures.of("tuned on", rows, Row::isForTuning),
                Figures.of("not seen", rows, row -> !row.isForTuning()),
                Figures.of("all", rows, row -> true));

        System.out.println(
                "| half | found | missed | wrong | rightly silent | recall | precision |\n|---|---|---|---|---|---|---|");
        figures.forEach(System.out::println);

        assertThat(figures).allSatisfy(half -> {
            assertThat(half.recall()).as(half.name).isGreaterThanOrEqualTo(ENOUGH);
            assertThat(half.precision()).as(half.name).isGreaterThanOrEqualTo(ENOUGH);
        });
    }

    /** The first word of a rule's name. */
    private static String issuer(String rule) {
        int end = 0;
        while (end < rule.length() && Character.isLetterOrDigit(rule.charAt(end))) {
            end++;
        }
        return rule.substring(0, end).toLowerCase(Locale.ROOT);
    }

    private static List<Row> rows() throws IOException {
        Path file = Recordings.shared().resolve("guarddata").resolve("secrets.jsonl.gz");
        Assumptions.assumeTrue(Files.isRegularFile(file), "no secrets: " + file + " is not a file");
        JsonMapper mapper = new JsonMapper();
        List<Row> rows = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                rows.add(row(mapper.readTree(line)));
            }
        }
        return rows;
    }

    private static Row row(JsonNode line) {
        return new Row(
                line.path("id").asString(),
                line.path("text").asString(),
                line.path("label").asInt() == 1,
                line.path("rule").asString(),
                line.path("label_scope").asString("").equals("rule"),
                line.path("secret_start").asInt(-1),
                line.path("secret_end").asInt(-1));
    }
}
