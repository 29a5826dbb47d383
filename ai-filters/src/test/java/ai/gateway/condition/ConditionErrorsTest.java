package ai.gateway.condition;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** What is wrong with a condition is said at the start, with its place and what was expected, and soon. */
class ConditionErrorsTest {

    private static final String ALL =
            "one of header.<name>, labels, max_output, model, stream, tag.<name>, tokens, tools, user";
    private static final String TEXT_OPERATORS =
            "which is a text: ==, !=, ~, !~, in, not in, contains, not contains; or exists(model)";
    private static final String NUMBER_OPERATORS =
            "which is a number: ==, !=, <, <=, >, >=, in, not in; or exists(tokens)";

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '→',
            quoteCharacter = '`',
            value = {
                "`` → position 1: the end (expected: a name, not, exists, or a parenthesis)",
                "    → position 1: the end (expected: a name, not, exists, or a parenthesis)",
                "tools and → position 10: the end (expected: a name, not, exists, or a parenthesis)",
                "or tools → position 1: or (expected: a name, not, exists, or a parenthesis)",
                "tools and ) → position 11: ) (expected: a name, not, exists, or a parenthesis)",
                "'model' == a → position 1: 'model' (expected: a name, not, exists, or a parenthesis)",
                "gpt-* == a → position 1: gpt-* (expected: a name, not, exists, or a parenthesis)",
                "tools stream → position 7: stream (expected: and, or, the end)",
                "tools AND stream → position 7: AND (expected: and, or, the end)",
                "tools ) → position 7: ) (expected: and, or, the end)",
                "(tools → position 7: the end (expected: and, or, ))",
                "(tools stream) → position 8: stream (expected: and, or, ))",
                "model == gpt 4 → position 14: 4 (expected: and, or, the end)",
                "tokns > 5 → position 1: tokns (expected: tokens)",
                "stream and modl == a → position 12: modl (expected: model)",
                "heade.x-team == a → position 1: heade.x-team (expected: header.x-team)",
                "header == a → position 1: header (expected: header.<name>)",
                "header. == a → position 1: header. (expected: header.<name>)",
                "exists(usr) → position 8: usr (expected: user)",
                "exists model → position 8: model (expected: ()",
                "exists(model → position 13: the end (expected: ))",
                "exists() → position 8: ) (expected: a name)",
                "model == → position 9: the end (expected: a text)",
                "model == ) → position 10: ) (expected: a text)",
                "model == and → position 10: and (expected: a text; quotes make this one)",
                "model == gpt-* → position 10: gpt-* (expected: ~ before a pattern, or quotes around a text)",
                "model in [a, b?] → position 14: b? (expected: ~ before a pattern, or quotes around a text)",
                "model in a → position 10: a (expected: [)",
                "model in [] → position 11: ] (expected: a text)",
                "model in [a b] → position 13: b (expected: a comma or ])",
                "model in [a,] → position 13: ] (expected: a text)",
                "model in [a → position 12: the end (expected: a comma or ])",
                "model not == a → position 11: == (expected: in, contains)",
                "tokens > big → position 10: big (expected: a number such as 8000, 8k or 0.5)",
                "tokens > '8k' → position 10: '8k' (expected: a number such as 8000, 8k or 0.5)",
                "tokens > 8kk → position 10: 8kk (expected: a number such as 8000, 8k or 0.5)",
                "tokens > k → position 10: k (expected: a number such as 8000, 8k or 0.5)",
                "tokens > 1_ → position 10: 1_ (expected: a number such as 8000, 8k or 0.5)",
                "tokens > 1.2.3 → position 10: 1.2.3 (expected: a number such as 8000, 8k or 0.5)",
                "tokens > .5 → position 10: .5 (expected: a number such as 8000, 8k or 0.5)",
                "tokens > - → position 10: - (expected: a number such as 8000, 8k or 0.5)",
                "tokens > → position 9: the end (expected: a number such as 8000, 8k or 0.5)",
                "tools == maybe → position 10: maybe (expected: true or false)",
                "tools == 'true' → position 10: 'true' (expected: true or false)",
                "tools > 5 → position 7: > (expected: after tools, which is true or false: ==, !=; or exists(tools))",
                "tools contains a → position 7: contains (expected: after tools, which is true or false: ==, !=; or exists(tools))",
                "labels == a → position 8: == (expected: after labels, which is a list of texts: contains, not contains; or exists(labels))",
                "labels not in [a] → position 12: in (expected: after labels, which is a list of texts: contains, not contains; or exists(labels))",
                "model = a → position 7: = (expected: ==)",
                "tools & stream → position 7: & (expected: and)",
                "tools | stream → position 7: | (expected: or)",
                "model == a;b → position 11: ; (expected: a word, an operator, or quotes around it)",
                "model == 'a → position 10: a quote without its end (expected: another ')",
                "model == \"a'' → position 10: a quote without its end (expected: another \")",
                "model == \u0000a → position 10: character 0x0 (expected: a word, an operator, or quotes around it)",
                "model == 😀 → position 10: character 0x1F600 (expected: a word, an operator, or quotes around it)",
                "model == a\u200Bb → position 11: character 0x200B (expected: a word, an operator, or quotes around it)",
            })
    void parse_wrong_saysWhereAndWhatWasExpected(String text, String message) {
        refuses(text == null ? "" : text, message);
    }

    @Test
    void parse_wrongKindOrName_listsWhatThereIs() {
        refuses("model", "position 6: the end (expected: after model, " + TEXT_OPERATORS + ")");
        refuses("model > a", "position 7: > (expected: after model, " + TEXT_OPERATORS + ")");
        refuses("model and tools", "position 7: and (expected: after model, " + TEXT_OPERATORS + ")");
        refuses("tokens ~ 8*", "position 8: ~ (expected: after tokens, " + NUMBER_OPERATORS + ")");
        refuses("tokens contains 8", "position 8: contains (expected: after tokens, " + NUMBER_OPERATORS + ")");
        refuses("weather == fine", "position 1: weather (expected: " + ALL + ")");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("evil")
    void parse_evil_isRefusedAtOnce(String name, String text, String message) {
        refuses("warm up", "position 1: warm (expected: " + ALL + ")");
        long start = spent();

        assertThatThrownBy(() -> Condition.parse(text, Facts.VOCABULARY)).hasMessage(message);

        assertThat(Duration.ofNanos(spent() - start)).isLessThan(Duration.ofMillis(50));
    }

    static Stream<Arguments> evil() {
        String words = "a name, not, exists, or a parenthesis";
        return Stream.of(
                arguments("long", "a".repeat(10_000_000), "condition: 10000000 characters (expected: <= 4096)"),
                arguments("deep", "(".repeat(4096), "position 51: 51 levels of parentheses (expected: <= 50)"),
                arguments(
                        "deep and right",
                        "(".repeat(51) + "tools" + ")".repeat(51),
                        "position 51: 51 levels of parentheses (expected: <= 50)"),
                arguments("negated", "!".repeat(4096), "position 4097: the end (expected: " + words + ")"),
                arguments("brackets", "[".repeat(4096), "position 1: [ (expected: " + words + ")"),
                arguments(
                        "unterminated",
                        "model == '" + "''".repeat(2000),
                        "position 10: a quote without its end (expected: another ')"),
                arguments("unknown", "a".repeat(4096), "position 1: " + "a".repeat(40) + "… (expected: " + ALL + ")"),
                arguments(
                        "huge number",
                        "tokens > " + "9".repeat(4000),
                        "position 10: " + "9".repeat(40) + "… (expected: a number such as 8000, 8k or 0.5)"),
                arguments(
                        "lone surrogates",
                        "\uDC00\uD800".repeat(2000),
                        "position 1: character 0xDC00 (expected: a word, an operator, or quotes around it)"),
                arguments(
                        "grows",
                        "!tools||".repeat(500) + "tools",
                        "condition: 6505 characters when spaces and quotes are written out (expected: <= 4096)"));
    }

    @Test
    void parse_atTheLimits_isRead() {
        Facts facts =
                new Facts().with("tools", true).with("user", "a".repeat(20_000)).with("tokens", 0);

        assertThat(Facts.test("(".repeat(50) + "tools" + ")".repeat(50), facts)).isTrue();
        assertThat(Facts.test("!".repeat(4090) + " tools", facts)).isTrue();
        assertThat(Facts.test("not ".repeat(201) + "tools", facts)).isFalse();
        assertThat(Facts.test("tools and ".repeat(409) + "tools", facts)).isTrue();
        assertThat(Facts.test("tools" + " ".repeat(4091), facts)).isTrue();
        assertThat(Facts.test("tokens < 0." + "0".repeat(4000) + "1", facts)).isFalse();
        assertThat(Facts.test("tokens == -0." + "0".repeat(4000) + "1", facts)).isTrue();
    }

    @Test
    void test_evilPattern_isSoonThrough() {
        Condition stars = Condition.parse("user ~ " + "*a".repeat(2000) + "b", Facts.VOCABULARY);
        Facts facts = new Facts().with("user", "a".repeat(20_000));
        long start = spent();

        assertThat(stars.test(facts)).isFalse();

        assertThat(Duration.ofNanos(spent() - start)).isLessThan(Duration.ofMillis(50));
    }

    @Test
    void vocabulary_nameThatCannotBeWrittenOrIsTaken_isRefused() {
        for (String name : List.of("", "and", "a b", "a*", "it's", "model")) {
            assertThatThrownBy(
                            () -> Vocabulary.builder().name("model", Kind.TEXT).name(name, Kind.TEXT))
                    .hasMessage("name: " + name + " (expected: a word that is not taken, a family's without a dot)");
        }
        for (String family : List.of("", "not", "a.b", "model")) {
            assertThatThrownBy(
                            () -> Vocabulary.builder().name("model", Kind.TEXT).family(family, Kind.TEXT))
                    .hasMessage("name: " + family + " (expected: a word that is not taken, a family's without a dot)");
        }
    }

    /** This thread's time, to which it does not matter what else runs. */
    private static long spent() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static void refuses(String text, String message) {
        assertThatThrownBy(() -> Condition.parse(text, Facts.VOCABULARY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }
}
