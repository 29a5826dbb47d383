package ai.gateway.wire;

import ai.gateway.testing.Recordings;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import static ai.gateway.wire.JsonException.Reason.BAD_UTF8;
import static ai.gateway.wire.JsonException.Reason.DUPLICATE_KEY;
import static ai.gateway.wire.JsonException.Reason.SYNTAX;
import static ai.gateway.wire.JsonException.Reason.TOO_DEEP;
import static ai.gateway.wire.JsonException.Reason.TOO_LARGE;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** What is refused and what is taken; the verdicts that RFC 8259 leaves open are ours, and are explained in the package. */
class JsonStrictTest {

    @Test
    void jsonTestSuite_parsing_asItsNamesSay() throws IOException {
        List<Path> files = files("test_parsing");
        assertThat(files).hasSizeGreaterThan(100);
        for (Path file : files) {
            String name = file.getFileName().toString();
            JsonException.@Nullable Reason first = verdict(Files.readAllBytes(file));

            if (name.startsWith("n_")) {
                assertThat(first).as(name).isNotNull();
            } else if (name.startsWith("y_") && !name.contains("duplicated_key")) {
                assertThat(first).as(name).isNull();
            }
            assertThat(verdict(Files.readAllBytes(file))).as("again " + name).isEqualTo(first);
        }
    }

    @Test
    void jsonTestSuite_duplicatedKeys_areRefusedAlthoughTheSuiteTakesThem() throws IOException {
        for (Path file : files("test_parsing")) {
            if (file.getFileName().toString().startsWith("y_object_duplicated_key")) {
                assertThat(verdict(Files.readAllBytes(file)))
                        .as(file.toString())
                        .isEqualTo(DUPLICATE_KEY);
            }
        }
    }

    @Test
    void jsonTestSuite_transform_neverCrashes() throws IOException {
        for (Path file : files("test_transform")) {
            byte[] bytes = Files.readAllBytes(file);
            if (verdict(bytes) == null) {
                readAll(Json.parse(bytes));
            }
        }
    }

    static Stream<Arguments> verdicts() {
        return Stream.of(
                arguments("depth 500", text("[".repeat(500) + "]".repeat(500)), null),
                arguments("depth 500 of objects", text("{\"a\":".repeat(500) + "1" + "}".repeat(500)), null),
                arguments("depth 501", text("[".repeat(501) + "]".repeat(501)), TOO_DEEP),
                arguments("depth 100k", text("[".repeat(100_000)), TOO_DEEP),
                arguments("depth 100k of objects", text("{\"a\":".repeat(100_000)), TOO_DEEP),
                arguments("1M items", text("[" + "1,".repeat(1_000_000) + "1]"), null),
                arguments("3 MB of {}", text("[" + "{},".repeat(1_000_000) + "{}]"), null),
                arguments("1M members", members(1_000_000), null),
                arguments("50k name", text("{\"" + "n".repeat(50_000) + "\":1}"), null),
                arguments("50k + 1 name", text("{\"" + "n".repeat(50_001) + "\":1}"), TOO_LARGE),
                arguments("1000-digit number", text("1".repeat(1000)), null),
                arguments("1001-digit number", text("1".repeat(1001)), TOO_LARGE),
                arguments("more nodes than are indexed", text("[" + "1,".repeat(5_000_000) + "1]"), TOO_LARGE),
                arguments("more arrays than are indexed", text("[" + "[],".repeat(5_000_000) + "1]"), TOO_LARGE),
                arguments("1e400", text("1e400"), null),
                arguments("2^64", text("18446744073709551616"), null),
                arguments("NaN", text("[NaN]"), SYNTAX),
                arguments("Infinity", text("[-Infinity]"), SYNTAX),
                arguments("escaped NUL", text("\"\\u0000\""), null),
                arguments("raw NUL in a string", text("\"\0\""), SYNTAX),
                arguments("NUL behind the value", text("1\0"), SYNTAX),
                arguments("escaped lone surrogate", text("\"\\ud800\""), null),
                arguments("lone surrogate in UTF-8", hex("22EDA08022"), BAD_UTF8),
                arguments("BOM", text("\uFEFF{}"), SYNTAX),
                arguments("UTF-16 LE", "{\"a\":1}".getBytes(UTF_16LE), SYNTAX),
                arguments("UTF-16 BE", "{\"a\":1}".getBytes(UTF_16BE), SYNTAX),
                arguments("overlong slash", hex("22C0AF22"), BAD_UTF8),
                arguments("overlong NUL", hex("22E0808022"), BAD_UTF8),
                arguments("above U+10FFFF", hex("22F490808022"), BAD_UTF8),
                arguments("cut sequence", hex("22F09F9822"), BAD_UTF8),
                arguments("duplicate key", text("{\"a\":1,\"a\":1}"), DUPLICATE_KEY),
                arguments("escaped duplicate key", text("{\"a\":1,\"\\u0061\":1}"), DUPLICATE_KEY),
                arguments("the same key twice escaped", text("{\"\\u00e9\":1,\"é\":1}"), DUPLICATE_KEY),
                arguments("escaped lone surrogate in a name", text("{\"\\ud800\":1}"), SYNTAX),
                arguments("case variants", text("{\"a\":1,\"A\":1}"), null),
                arguments("composed and decomposed", text("{\"é\":1,\"e\u0301\":1}"), null),
                arguments("trailing text", text("{} {}"), SYNTAX),
                arguments("trailing comma", text("{\"a\":1,}"), SYNTAX),
                arguments("leading zero", text("01"), SYNTAX),
                arguments("plus", text("+1"), SYNTAX),
                arguments("comment", text("/**/1"), SYNTAX),
                arguments("nothing", text(" "), SYNTAX));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("verdicts")
    void parse_listedText_hasItsVerdict(String what, byte[] bytes, JsonException.@Nullable Reason expected) {
        assertThat(verdict(bytes)).as(what).isEqualTo(expected);
    }

    /** The promise is 50 ms; the bound is ten times that, for a machine that does other things too. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("verdicts")
    void parse_listedText_isCheapInTimeAndMemory(String what, byte[] bytes, JsonException.@Nullable Reason expected) {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long nanos = Long.MAX_VALUE;
        long allocated = Long.MAX_VALUE;
        // the best of some: the first ones run before the compiler has seen the scanner
        for (int i = 0; i < 5; i++) {
            long cpu = threads.getCurrentThreadCpuTime();
            long before = threads.getCurrentThreadAllocatedBytes();
            verdict(bytes);
            nanos = Math.min(nanos, threads.getCurrentThreadCpuTime() - cpu);
            allocated = Math.min(allocated, threads.getCurrentThreadAllocatedBytes() - before);
        }

        assertThat(nanos).as("CPU ns of %s (%s)", what, expected).isLessThan(500_000_000L);
        // All that growing ever allocated, live or not.
        assertThat(allocated).as("bytes allocated by %s", what).isLessThan(200L << 20);
    }

    /** A quadratic look for duplicates would take some hundred times as long for ten times the members. */
    @Test
    void parse_tenTimesTheMembers_isNotQuadratic() {
        byte[] few = members(30_000);
        byte[] many = members(300_000);
        verdict(few);
        verdict(many);

        assertThat(fastest(many)).isLessThan(60 * fastest(few));
    }

    private static long fastest(byte[] bytes) {
        var threads = ManagementFactory.getThreadMXBean();
        return IntStream.range(0, 5)
                .mapToLong(round -> {
                    long start = threads.getCurrentThreadCpuTime();
                    verdict(bytes);
                    return threads.getCurrentThreadCpuTime() - start;
                })
                .min()
                .orElseThrow();
    }

    private static JsonException.@Nullable Reason verdict(byte[] bytes) {
        try {
            Json.parse(bytes);
            return null;
        } catch (JsonException refusal) {
            assertThat(refusal.offset()).isBetween(0, bytes.length);
            assertThat(refusal.getMessage()).isNotEmpty().doesNotContainPattern("\\p{Cntrl}");
            return refusal.reason();
        }
    }

    private static void readAll(Json value) {
        value.text();
        value.number(0);
        value.decimal(0);
        value.pointer();
        value.items().forEach(JsonStrictTest::readAll);
        value.members((name, member) -> {
            assertThat(value.get(name).start()).isEqualTo(member.start());
            readAll(member);
        });
    }

    private static List<Path> files(String directory) throws IOException {
        Path root = Recordings.shared().resolve("guarddata/json").resolve(directory);
        try (Stream<Path> files = Files.list(root)) {
            return files.sorted().toList();
        }
    }

    private static byte[] members(int count) {
        return text(
                IntStream.range(0, count).mapToObj(i -> "\"k" + i + "\":0").collect(Collectors.joining(",", "{", "}")));
    }

    private static byte[] text(String text) {
        return text.getBytes(UTF_8);
    }

    private static byte[] hex(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
