package ai.gateway.condition;

import com.sun.management.ThreadMXBean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.lang.management.ManagementFactory;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class ConditionTest {

    private static final Facts FACTS = new Facts()
            .with("model", "gpt-5.4-mini")
            .with("user", "o'neil \"x\"")
            .with("tokens", 8000)
            .with("max_output", 0.5)
            .with("stream", true)
            .with("tools", false)
            .with("labels", List.of("gold", "c d"))
            .with("x-team", "red")
            .with("tier", List.of("eu"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "model == gpt-5.4-mini",
                "model == 'gpt-5.4-mini'",
                "model == \"gpt-5.4-mini\"",
                "model != gpt-5.4",
                "model ~ gpt-*",
                "model ~ '*-mini'",
                "model ~ gpt-?.4-*",
                "model !~ GPT-*",
                "model in [o3, gpt-5.4-mini]",
                "model in ['gpt-5.4-mini']",
                "model not in [o3, 'o 4']",
                "model contains 5.4",
                "model contains ''",
                "model not contains claude",
                "user == 'o''neil \"x\"'",
                "user == \"o'neil \"\"x\"\"\"",
                "header.x-team == red",
                "model ~ *",
            })
    void test_text_holds(String condition) {
        assertThat(Facts.test(condition, FACTS)).isTrue();
        assertThat(Facts.test("not " + condition, FACTS)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tokens == 8k",
                "tokens == 8_000",
                "tokens == 8K",
                "tokens == 8000.0",
                "tokens == 0.008m",
                "tokens != 8001",
                "tokens < 8001",
                "tokens <= 8k",
                "tokens > 7999.5",
                "tokens > -1",
                "tokens >= 8k",
                "tokens in [1, 8k]",
                "tokens not in [1, 2]",
                "max_output == 0.5",
                "max_output < 1",
                "max_output > 0.499",
            })
    void test_number_holds(String condition) {
        assertThat(Facts.test(condition, FACTS)).isTrue();
        assertThat(Facts.test("not " + condition, FACTS)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "stream",
                "stream == true",
                "stream == yes",
                "stream != false",
                "stream != no",
                "tools == false",
                "tools != yes",
                "exists(tools)",
                "labels contains gold",
                "labels contains 'c d'",
                "labels not contains gol",
                "tag.tier contains eu",
                "exists(model)",
                "exists( tokens )",
                "exists(labels)",
                "exists(header.x-team)",
            })
    void test_flagListAndExistence_holds(String condition) {
        assertThat(Facts.test(condition, FACTS)).isTrue();
        assertThat(Facts.test("not " + condition, FACTS)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "model == o3",
                "model ~ gpt-5",
                "tokens < 8k",
                "tokens > 8k",
                "tokens == 9",
                "tokens in [1, 2]",
                "tools",
                "stream == false",
                "labels contains silver",
                "header.x-team in [blue]",
            })
    void test_otherwise_doesNotHold(String condition) {
        assertThat(Facts.test(condition, FACTS)).isFalse();
    }

    @ParameterizedTest(name = "{0}: absent is {1}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "model == a; false",
                "model != a; true",
                "model ~ *; false",
                "model !~ *; true",
                "model in [a, b]; false",
                "model not in [a, b]; true",
                "model contains ''; false",
                "model not contains a; true",
                "tokens == 0; false",
                "tokens != 0; true",
                "tokens < 1; false",
                "tokens <= 1; false",
                "tokens > -1; false",
                "tokens >= 0; false",
                "not tokens > 1; true",
                "tokens in [0, 1]; false",
                "tokens not in [0, 1]; true",
                "tools; false",
                "not tools; true",
                "tools == true; false",
                "tools == false; false",
                "tools != true; true",
                "tools != false; true",
                "labels contains a; false",
                "labels not contains a; true",
                "header.x-team == red; false",
                "exists(model); false",
                "exists(tokens); false",
                "exists(tools); false",
                "exists(labels); false",
                "not exists(header.x-team); true",
                "exists(header.x-team) and header.x-team != red; false",
            })
    void test_absent_questionIsNoAndItsNegationYes(String condition, boolean expected) {
        assertThat(Facts.test(condition, new Facts())).isEqualTo(expected);
        Subject bare = new Subject() {};
        assertThat(Condition.parse(condition, Facts.VOCABULARY).test(bare)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "stream or tools and tools, stream or (tools and tools)",
        "(stream or tools) and tools, (stream or tools) and tools",
        "not tools and tools, not tools and tools",
        "not (tools and tools), not (tools and tools)",
        "not tools or stream, not tools or stream",
        "tools and tools or stream, tools and tools or stream",
        "not model == a, model != a",
        "!model == a and !tools, model != a and not tools",
        "stream||tools&&tools, stream or tools and tools",
    })
    void parse_notBeforeAndBeforeOr(String written, String meant) {
        assertThat(Condition.parse(written, Facts.VOCABULARY)).isEqualTo(Condition.parse(meant, Facts.VOCABULARY));
    }

    @ParameterizedTest(name = "stream={0} tools={1}")
    @CsvSource({"false, false", "false, true", "true, false", "true, true"})
    void test_connectives_haveTheirTruthTables(boolean a, boolean b) {
        Facts facts = new Facts().with("stream", a).with("tools", b);

        assertThat(Facts.test("stream and tools", facts)).isEqualTo(a && b);
        assertThat(Facts.test("stream or tools", facts)).isEqualTo(a || b);
        assertThat(Facts.test("not stream", facts)).isEqualTo(!a);
        assertThat(Facts.test("not not stream", facts)).isEqualTo(a);
        assertThat(Facts.test("stream or not tools and stream", facts)).isEqualTo(a || (!b && a));
        assertThat(Facts.test("(stream or not tools) and tools", facts)).isEqualTo((a || !b) && b);
        assertThat(Facts.test("not (stream and tools) or stream", facts)).isEqualTo(!(a && b) || a);
        assertThat(Facts.test("not (stream or tools)", facts)).isEqualTo(!(a || b));
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "model~gpt-*||model==o3&&!stream; model ~ 'gpt-*' or model == 'o3' and not stream",
                "((tools)); tools",
                "(tools or stream) and (tools and (stream)); (tools or stream) and tools and stream",
                "tokens>8_000; tokens > 8k",
                "tokens in [1500000, 8192, 2m, 0.50, -0]; tokens in [1500k, 8192, 2m, 0.5, 0]",
                "not tokens in [1]; tokens != 1",
                "model in [a]; model == 'a'",
                "!!(tools or stream); tools or stream",
                "not (tools or stream); not (tools or stream)",
                "tools == no; tools == false",
                "tools != yes; not tools",
                "not tokens <= 1; not tokens <= 1",
                "not labels contains it; labels not contains 'it'",
                "user == \"it's\"; user == 'it''s'",
                "user == größe/日本:v1.0@x; user == 'größe/日本:v1.0@x'",
            })
    void toString_isCanonical(String written, String canonical) {
        assertThat(Condition.parse(written, Facts.VOCABULARY)).hasToString(canonical);
    }

    @Test
    void equals_otherCondition_differs() {
        Condition tools = Condition.parse("tools", Facts.VOCABULARY);

        assertThat(tools)
                .isEqualTo(Condition.parse(" (tools) ", Facts.VOCABULARY))
                .hasSameHashCodeAs(Condition.parse("tools == true", Facts.VOCABULARY))
                .isNotEqualTo(Condition.parse("stream", Facts.VOCABULARY))
                .isNotEqualTo(Condition.parse("not tools", Facts.VOCABULARY));
    }

    @Test
    void test_allOperators_allocateNothing() {
        Condition condition = Condition.parse(
                "not (model == a or model in [a, b] or model !~ gpt-*mini or model contains zzz or tokens > 8k"
                        + " or tokens in [1, 2, 3] or not stream or tools == true or labels contains silver"
                        + " or not exists(header.x-team) or tag.tier not contains eu or header.x-none == a)",
                Facts.VOCABULARY);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        int held = held(condition, 1_000);

        long before = threads.getCurrentThreadAllocatedBytes();
        held += held(condition, 10_000);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;

        assertThat(held).isEqualTo(11_000);
        assertThat(allocated).isLessThan(10_000);
    }

    private static int held(Condition condition, int times) {
        int held = 0;
        for (int i = 0; i < times; i++) {
            held += condition.test(FACTS) ? 1 : 0;
        }
        return held;
    }
}
