package ai.gateway.injection;

import ai.gateway.testing.Recordings;
import org.junit.jupiter.api.Assumptions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * A text of the shared data.
 *
 * @param kind of attack, or of benign text
 * @param group of rows that are much the same: all of it is in one half
 * @param attack the part of a document that is one; empty elsewhere
 */
record Row(String text, boolean isAttack, String kind, String group, String attack, Place place) {

    private static final String BESIDE = "beside its system text";

    private static final JsonMapper MAPPER = new JsonMapper();

    /** Rows of one half were looked at to write the rules and to fit the weights, those of the other to measure. */
    boolean isHeldBack() {
        return hash() % 2 == 1;
    }

    long hash() {
        CRC32 hash = new CRC32();
        hash.update((attack.isEmpty() ? group : attack).getBytes(StandardCharsets.UTF_8));
        return hash.getValue();
    }

    /** Whether it is an attack only for a model that was told something to keep. */
    boolean needsItsSystemText() {
        return kind.startsWith(BESIDE);
    }

    /** All there are; skips the test where there are none. */
    static List<Row> all() {
        Path folder = Recordings.shared().resolve("guarddata");
        Assumptions.assumeTrue(Files.isDirectory(folder), "no guard data: " + folder + " is not a directory");
        return Stream.concat(
                        read(folder.resolve("injection_direct.jsonl"), Place.USER),
                        read(folder.resolve("injection_indirect.jsonl"), Place.DOCUMENT))
                .toList();
    }

    private static Stream<Row> read(Path file, Place place) {
        try {
            return Files.readAllLines(file).stream().map(line -> of(MAPPER.readTree(line), place));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Row of(JsonNode row, Place place) {
        return new Row(
                row.path("text").asString(),
                row.path("label").asInt() == 1,
                kind(row),
                row.path("group").asString(""),
                row.path("attack").asString(""),
                place);
    }

    private static String kind(JsonNode row) {
        String source = row.path("source").asString();
        String kind = row.path("kind").asString();
        if (source.startsWith("CyberSecEval")) {
            return row.has("system") ? BESIDE : BESIDE + ", translated";
        }
        if (source.startsWith("BIPIA") && row.path("label").asInt() == 1) {
            return "in a document: " + source.substring("BIPIA:".length(), source.indexOf('/'));
        }
        return kind;
    }
}
