package ai.gateway.guards;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever a service calls a rule, it is a name. */
class NamesTest {

    @ParameterizedTest
    @CsvSource(textBlock = """
            hate/threatening, hate-threatening
            SelfHarm, self-harm
            PROMPT_ATTACK, prompt-attack
            '  --Investment  Advice!', investment-advice
            S10, s10
            '', unnamed
            '/–/', unnamed
            'naïve', na-ve
            """)
    void rule_isLettersDigitsAndHyphens(String said, String rule) {
        assertThat(Names.rule(said)).isEqualTo(rule);
    }

    @Test
    void rule_ofAnyLength_hasFortyCharactersAtMost() {
        assertThat(Names.rule("ab".repeat(500))).hasSize(40);
        assertThat(Names.rule("a".repeat(39) + "/b")).isEqualTo("a".repeat(39));
    }

    @ParameterizedTest
    @CsvSource({"pii/email, EMAIL", "EMAIL_ADDRESS, EMAIL_ADDRESS", "ticket no, TICKET_NO"})
    void type_isInUpperCase(String said, String type) {
        assertThat(Names.type(said)).isEqualTo(type);
    }
}
