package ai.gateway.pools;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class LogLineTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\0',
            delimiter = '|',
            value = {
                "openai/gpt-5.4#key_a | k=openai/gpt-5.4#key_a",
                "two words            | k=\"two words\"",
                "a=b                  | k=\"a=b\"",
                "say \"it\"           | k=\"say 'it'\"",
                "naïve                | k=\"na?ve\"",
            })
    void with_value_cannotBeTakenForMore(String value, String expected) {
        assertThat(new LogLine("x").with("k", value)).hasToString("x " + expected);
    }

    @Test
    void with_lineBreaksAndControls_staysOneLine() {
        assertThat(new LogLine("x").with("k", "a\r\nb\u2028c\u001b[0m").with("n", 1))
                .hasToString("x k=\"a??b?c?[0m\" n=1");
    }

    @Test
    void with_empty_isSeen() {
        assertThat(new LogLine("x").with("k", "")).hasToString("x k=\"\"");
    }

    @Test
    void with_endlessValue_isCut() {
        assertThat(new LogLine("x").with("k", "a".repeat(5000)).toString())
                .isEqualTo("x k=\"" + "a".repeat(2000) + "...\"");
    }
}
