package ai.gateway.semantic;

import ai.gateway.testing.Recordings;
import org.junit.jupiter.api.Assumptions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Pairs of questions below {@code semantic} of the shared directory. Tests that ask for them are skipped where that is missing. */
final class SharedPairs {

    private static final JsonMapper MAPPER = new JsonMapper();

    private SharedPairs() {}

    /** @param same whether the answer to one is an answer to the other */
    record Pair(String category, String one, String other, boolean same) {}

    static List<Pair> hard() {
        try (Stream<String> lines = Files.lines(file("hard_pairs.jsonl"))) {
            return lines.map(MAPPER::readTree).map(SharedPairs::pair).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Texts that models of English cannot tell from each other. */
    static List<String> unknown() {
        try {
            JsonNode file = MAPPER.readTree(Files.readString(file("unk_traps.json")));
            return file.path("texts").valueStream().map(JsonNode::asString).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Pair pair(JsonNode line) {
        return new Pair(
                line.path("category").asString(),
                line.path("a").asString(),
                line.path("b").asString(),
                line.path("label").asInt() == 1);
    }

    private static Path file(String name) {
        Path file = Recordings.shared().resolve("semantic").resolve(name);
        Assumptions.assumeTrue(Files.isRegularFile(file), "no pairs: " + file + " is not a file");
        return file;
    }
}
