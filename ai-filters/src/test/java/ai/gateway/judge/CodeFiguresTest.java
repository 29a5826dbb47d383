package ai.gateway.judge;

import ai.gateway.testing.Recordings;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** How much is found of code that lies about on this machine, and how often prose is taken for some. */
class CodeFiguresTest {

    private static final int FILES = 100;
    private static final int SHORTEST = 20;
    private static final long SEED = 1;

    private static final JsonMapper MAPPER = new JsonMapper();

    private final Guard code = Judges.code("code");

    /** Some lines in a row, of which four at least are no comments. */
    @ParameterizedTest
    @CsvSource({
        "/usr/lib/python3, .py",
        "/usr/include, .h",
        "/usr/share/perl, .pm",
        "/usr/lib/node_modules, .js",
        "src/main/java, .java"
    })
    void sources_areMostlyFound(Path folder, String ending) throws IOException {
        Assumptions.assumeTrue(Files.isDirectory(folder), "no sources: " + folder + " is not a directory");
        Random random = new Random(SEED);
        List<String> parts;
        try (Stream<Path> files = Files.walk(folder)) {
            parts = files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .flatMap(file -> part(file, random))
                    .toList();
        }
        List<String> some = random.ints(0, Math.max(1, parts.size()))
                .limit(parts.isEmpty() ? 0 : FILES)
                .mapToObj(parts::get)
                .toList();
        Assumptions.assumeFalse(some.isEmpty(), "no sources: none of " + ending + " in " + folder);
        long found = some.stream().filter(this::isCode).count();

        System.out.printf("%s: %d of %d found%n", ending, found, some.size());
        assertThat(found / (double) some.size()).isGreaterThan(0.6);
    }

    /** Rows that hold code in truth are among those that are found. */
    @Test
    void proseOfUsersAndDocuments_isHardlyEverCode() {
        Path folder = Recordings.shared().resolve("guarddata");
        Assumptions.assumeTrue(Files.isDirectory(folder), "no guard data: " + folder + " is not a directory");
        List<String> prose = Stream.of("injection_direct.jsonl", "injection_indirect.jsonl")
                .flatMap(name -> lines(folder.resolve(name)))
                .map(MAPPER::readTree)
                .filter(row -> !row.path("source").asString().contains("code"))
                .map(row -> row.path("text").asString())
                .toList();
        List<String> found = prose.stream().filter(this::isCode).toList();

        System.out.printf("prose: %d of %d found%n", found.size(), prose.size());
        assertThat(prose).hasSizeGreaterThan(2000);
        assertThat(found.size() / (double) prose.size()).isLessThan(0.01);
    }

    /** Even where a string of it holds code. */
    @Test
    void json_isNoCode() throws IOException {
        Path folder = Recordings.shared().resolve("guarddata").resolve("injection_direct.jsonl");
        Assumptions.assumeTrue(Files.isRegularFile(folder), "no guard data: " + folder + " is not a file");
        List<String> found = lines(folder)
                .map(MAPPER::readTree)
                .map(JsonNode::toPrettyString)
                .filter(this::isCode)
                .toList();

        assertThat(found).isEmpty();
    }

    private boolean isCode(String text) {
        return Asked.objection(code, Asked.says(text)) != null;
    }

    private static Stream<String> part(Path file, Random random) {
        List<String> lines = lines(file).toList();
        if (lines.size() < SHORTEST || lines.stream().anyMatch(line -> line.length() > 400)) {
            return Stream.empty();
        }
        int length = 5 + random.nextInt(11);
        int start = random.nextInt(lines.size() - length);
        List<String> part = lines.subList(start, start + length);
        long said = part.stream()
                .filter(line -> !line.isBlank() && !isComment(line.strip()))
                .count();
        return said < 4 ? Stream.empty() : Stream.of(part.stream().collect(Collectors.joining("\n")));
    }

    private static boolean isComment(String line) {
        return line.startsWith("# ")
                || line.startsWith("//")
                || line.startsWith("*")
                || line.startsWith("/*")
                || line.startsWith("--");
    }

    /** What is not UTF-8 is none of ours. */
    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (java.nio.charset.MalformedInputException e) {
            return Stream.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
