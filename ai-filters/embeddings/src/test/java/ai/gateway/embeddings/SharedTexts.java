package ai.gateway.embeddings;

import ai.gateway.testing.Recordings;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Questions below {@code semantic} of the shared directory. Tests that ask for them are skipped where that is missing. */
final class SharedTexts {

    private SharedTexts() {}

    /**
     * @param group of those that the same answer answers; null where no other does
     * @param bank whether a customer of a bank says it
     */
    record Utterance(String text, @Nullable String group, boolean bank) {}

    /** Pairs that somebody wrote to be mistaken for each other, and some that ask the same. */
    static List<Pair> hard() throws IOException, JsonException {
        return lines("hard_pairs.jsonl").stream().map(SharedTexts::pair).toList();
    }

    /** Pairs that people asked, with labels that are right in most cases. */
    static List<Pair> asked() throws IOException, JsonException {
        return lines("pairs.jsonl.gz").stream().map(SharedTexts::pair).toList();
    }

    /** What users of a bank and of an assistant say, in the order in which they come. */
    static List<Utterance> traffic() throws IOException, JsonException {
        return lines("stream.jsonl.gz").stream().map(SharedTexts::utterance).toList();
    }

    /** Each two of the texts that models of English cannot tell from each other. */
    static List<Pair> unknown() throws IOException, JsonException {
        List<String> texts = new ArrayList<>();
        Json file = Json.parse(Files.readAllBytes(file("unk_traps.json")));
        file.get("texts").items().forEach(each -> texts.add(each.text()));
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            for (int j = 0; j < i; j++) {
                pairs.add(new Pair("unknown", texts.get(i), texts.get(j), /* same= */ false));
            }
        }
        return pairs;
    }

    private static Pair pair(Json line) {
        String category = line.get("category").text("");
        return new Pair(
                category,
                line.get("a").text(),
                line.get("b").text(),
                line.get("label").number(0) == 1);
    }

    private static Utterance utterance(Json line) {
        Json group = line.get("group");
        boolean bank = line.get("source").text().equals("banking77");
        return new Utterance(line.get("text").text(), group.isString() ? group.text() : null, bank);
    }

    private static List<Json> lines(String name) throws IOException, JsonException {
        List<Json> all = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(open(file(name)), UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                all.add(Json.parse(line.getBytes(UTF_8)));
            }
        }
        return all;
    }

    private static InputStream open(Path file) throws IOException {
        InputStream bytes = Files.newInputStream(file);
        return file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
    }

    private static Path file(String name) {
        Path file = Recordings.shared().resolve("semantic").resolve(name);
        Assumptions.assumeTrue(Files.isRegularFile(file), "no questions: " + file + " is not a file");
        return file;
    }
}
