package ai.gateway.mask;

import ai.gateway.dialect.TextVisitor.Role;
import ai.gateway.pipeline.TextFlow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Map;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;

class RestoringTest {

    private static final Map<String, String> ORIGINALS =
            Map.of("<EMAIL_1>", "a@b.example", "<PERSON_1>", "O\"Hara", "<PERSON_10>", "Ann <ann>");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "to <EMAIL_1>.              | to a@b.example.",
                "<PERSON_1><PERSON_10>      | O\"HaraAnn <ann>",
                "<PERSON_2> <EMAIL_ <       | <PERSON_2> <EMAIL_ <",
                "<<EMAIL_1>>                | <a@b.example>",
                "\\u003cEMAIL_1\\u003e      | a@b.example",
                "&lt;PERSON_10&gt;          | Ann &lt;ann&gt;",
                "a < b && c > d             | a < b && c > d"
            })
    void names_cutAnywhere_arePutBack(String said, String expected) {
        for (int seed = 0; seed < 50; seed++) {
            Random dice = new Random(seed);
            TextFlow flow = Flows.restoring(ORIGINALS);
            StringBuilder out = new StringBuilder();
            for (int from = 0; from < said.length(); ) {
                int to = Math.min(said.length(), from + 1 + dice.nextInt(4));
                out.append(flow.piece(Role.ASSISTANT, 0, said.substring(from, to)));
                from = to;
            }
            assertThat(out + flow.rest(Role.ASSISTANT, 0)).isEqualTo(expected);
            assertThat(flow.holds(Role.ASSISTANT, 0)).isFalse();
        }
        assertThat(Flows.restoring(ORIGINALS).whole(Role.ASSISTANT, said)).isEqualTo(expected);
    }

    @Test
    void arguments_areWrittenAsJsonWantsIt() {
        assertThat(Flows.restoring(ORIGINALS).piece(Role.TOOL_ARGUMENTS, 0, "{\"who\":\"<PERSON_1>\"}"))
                .isEqualTo("{\"who\":\"O\\\"Hara\"}");
    }

    /** Some dialects show the strings that a tool is given, others the text that they stand in. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "to <PERSON_1>              | to O\"Hara",
                "<PERSON_1>                 | O\"Hara",
                "[\"<PERSON_1>\"]         | [\"O\\\"Hara\"]",
                "{\"a\":[{}],\"b\":\"}<PERSON_1>\"} | {\"a\":[{}],\"b\":\"}O\\\"Hara\"}",
                "{\"a\":\"\\\"}\"} <PERSON_1> | {\"a\":\"\\\"}\"} O\"Hara"
            })
    void arguments_thatAreJson_areToldFromTexts(String said, String expected) {
        assertThat(Flows.restoring(ORIGINALS).piece(Role.TOOL_ARGUMENTS, 0, said))
                .isEqualTo(expected);
        assertThat(Flows.restoring(ORIGINALS).whole(Role.TOOL_ARGUMENTS, said)).isEqualTo(expected);
    }

    @Test
    void arguments_oneAfterTheOther_areEachWhatTheyAre() {
        TextFlow flow = Flows.restoring(ORIGINALS);

        assertThat(flow.piece(Role.TOOL_ARGUMENTS, 0, "{\"a\":1}")).isEqualTo("{\"a\":1}");
        assertThat(flow.piece(Role.TOOL_ARGUMENTS, 0, "by <PERSON_1>")).isEqualTo("by O\"Hara");
        assertThat(flow.piece(Role.TOOL_ARGUMENTS, 1, "{\"a\":\"<PERS")).isEqualTo("{\"a\":\"");
        assertThat(flow.piece(Role.TOOL_ARGUMENTS, 1, "ON_1>\"}")).isEqualTo("O\\\"Hara\"}");
    }

    @Test
    void noMore_isHeldBack_thanMayBecomeAName() {
        TextFlow flow = Flows.restoring(ORIGINALS);

        assertThat(flow.piece(Role.ASSISTANT, 0, "write to <EM")).isEqualTo("write to ");
        assertThat(flow.holds(Role.ASSISTANT, 0)).isTrue();
        assertThat(flow.holds(Role.ASSISTANT, 1)).isFalse();
        assertThat(flow.piece(Role.ASSISTANT, 1, "other")).isEqualTo("other");
        assertThat(flow.piece(Role.ASSISTANT, 0, "PTY> now")).isEqualTo("<EMPTY> now");
    }
}
