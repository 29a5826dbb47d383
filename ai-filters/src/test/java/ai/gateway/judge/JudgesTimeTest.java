package ai.gateway.judge;

import ai.gateway.dialect.TextVisitor.Role;
import ai.gateway.wire.Json;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** However a text is made, 100 KB of it are judged within what nobody waits for. */
class JudgesTimeTest {

    private static final int LENGTH = 100_000;

    /** Some fifty times of what it takes: what is quadratic takes a thousand times. */
    private static final long MOST_MILLIS = 1_500;

    private static final List<Guard> GUARDS = List.of(
            Judges.json("json"),
            Judges.schema("schema", Json.parse("""
                            { "uniqueItems": true, "items": { "$ref": "#" }, "contains": true, "pattern": "(a+)+$",
                              "additionalProperties": { "$ref": "#" }, "enum": [[1]], "propertyNames": { "pattern": "^a" } }""".getBytes(UTF_8))),
            Judges.language("language", Set.of("en", "ru", "ja")),
            Judges.code("code"),
            Judges.leak("leak"),
            Judges.injection(0.5));

    static Stream<String> evil() {
        return Stream.of(
                        "a",
                        " ",
                        "\n",
                        "a\n",
                        "ab ",
                        "```\n",
                        "```a\nb\n",
                        "~~~~",
                        "`",
                        "{",
                        "[",
                        "[],",
                        "\"",
                        "\\\\",
                        "(",
                        "((a",
                        "=",
                        "a=b\n",
                        "* a\n",
                        "# a\n",
                        "SELECT a FROM b;\n",
                        "def a(b):\n",
                        "<a>",
                        "\\a ",
                        "^",
                        "$$",
                        "der die das ",
                        "и в не ",
                        "é",
                        "a\u0301",
                        "\u0315\u0300\u05AE\u0300",
                        "\uFDFA",
                        "\uD83D\uDE00",
                        "\uD800",
                        "字",
                        "か",
                        "한",
                        "QUJD",
                        "QUJD\n",
                        "-_",
                        "1e9,",
                        "a-b-",
                        "Aa ",
                        "A. b. ",
                        "you are a helpful assistant ")
                .map(unit -> unit.repeat(LENGTH / unit.length()));
    }

    static Stream<String> evilJson() {
        return Stream.of(
                "[" + "1e300,".repeat(LENGTH / 6) + "1]",
                "[" + "[[[[1]]]],".repeat(LENGTH / 10) + "1]",
                "[" + "{\"a\":{\"b\":1}},".repeat(LENGTH / 14) + "1]",
                "[".repeat(90) + "\"" + "a".repeat(LENGTH) + "!\"" + "]".repeat(90));
    }

    @ParameterizedTest
    @MethodSource({"evil", "evilJson"})
    void judge_evilTexts_takesNoLongTime(String text) {
        List<Said> prompt = List.of(new Said(Role.SYSTEM, text), new Said(Role.USER, text));
        for (Guard guard : GUARDS) {
            long before = cpu();
            guard.judge(Matter.request(prompt)).onErrorComplete().block();
            guard.judge(Asked.answers(prompt, new Said(Role.ASSISTANT, text)))
                    .onErrorComplete()
                    .block();

            assertThat((cpu() - before) / 1_000_000)
                    .as("%s: ms for %s", guard.name(), text.substring(0, 20))
                    .isLessThan(MOST_MILLIS);
        }
    }

    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
