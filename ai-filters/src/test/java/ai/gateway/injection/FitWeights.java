package ai.gateway.injection;

import ai.gateway.testing.Recordings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * Writes {@code weights.csv}, fitted on one half of the shared data: {@code FitWeights <folder of our docs> <file>}, with
 * the system property {@code shared.dir}. Adds benign texts from elsewhere, so that few hundred rows do not decide alone
 * what is benign.
 */
final class FitWeights {

    private static final JsonMapper MAPPER = new JsonMapper();

    private FitWeights() {}

    public static void main(String[] args) throws IOException {
        List<Row> rows = new ArrayList<>(Row.all());
        rows.addAll(asked());
        rows.addAll(said());
        rows.addAll(documents(Path.of(args[0])));
        Set<String> seen = new HashSet<>();
        rows.removeIf(row -> row.isHeldBack() || row.needsItsSystemText() || !seen.add(row.place() + row.text()));
        List<double[]> fitted = new ArrayList<>();
        for (Place place : Place.values()) {
            List<Sample> samples = rows.stream()
                    .filter(row -> row.place() == place || (place == Place.DOCUMENT && isAttackAnywhere(row)))
                    .map(row -> Sample.of(row, place))
                    .toList();
            fitted.add(new Fit(samples).weights());
        }
        write(Path.of(args[1]), fitted);
    }

    /** Whether it would be one in a document, too. */
    private static boolean isAttackAnywhere(Row row) {
        return row.isAttack() && (row.kind().equals("direct") || row.kind().equals("jailbreak"));
    }

    private static List<Row> asked() throws IOException {
        List<Row> rows = new ArrayList<>();
        Path file = Recordings.shared().resolve("semantic/stream.jsonl.gz");
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file));
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            reader.lines()
                    .map(line -> MAPPER.readTree(line).path("text").asString())
                    .forEach(text -> {
                        rows.add(more("asked", text, text, Place.USER));
                    });
        }
        return rows;
    }

    private static List<Row> said() throws IOException {
        List<Row> rows = new ArrayList<>();
        for (String line : Files.readAllLines(Recordings.shared().resolve("guarddata/pii.jsonl"))) {
            JsonNode row = MAPPER.readTree(line);
            for (Place place : Place.values()) {
                rows.add(more(
                        "said", row.path("text").asString(), row.path("group").asString(), place));
            }
        }
        return rows;
    }

    private static List<Row> documents(Path folder) throws IOException {
        List<Row> rows = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".md"))
                    .sorted()
                    .toList()) {
                for (String section : Files.readString(file).split("\n## ", -1)) {
                    for (Place place : Place.values()) {
                        rows.add(more("documents", section, file.getFileName().toString(), place));
                    }
                }
            }
        }
        return rows;
    }

    private static Row more(String kind, String text, String group, Place place) {
        return new Row(text, false, Fit.MORE + kind, group, "", place);
    }

    private static void write(Path file, List<double[]> fitted) throws IOException {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < Knowledge.ALL.size(); i++) {
            line(Knowledge.ALL.name(i), i, fitted, lines::add);
        }
        lines.sort(Comparator.comparing((String line) -> !Character.isLetter(line.charAt(0)))
                .thenComparing(Comparator.naturalOrder()));
        line("base", Knowledge.ALL.size(), fitted, line -> lines.add(0, line));
        lines.add(0, "# What each rule and class of words adds to the sum: name,user,document. Written by FitWeights.");
        Files.write(file, lines);
    }

    private static void line(String name, int number, List<double[]> fitted, Consumer<String> out) {
        double user = fitted.get(0)[number];
        double document = fitted.get(1)[number];
        if (Math.abs(user) >= 0.05 || Math.abs(document) >= 0.05) {
            out.accept(String.format(Locale.ROOT, "%s,%.2f,%.2f", name, user, document));
        }
    }
}
