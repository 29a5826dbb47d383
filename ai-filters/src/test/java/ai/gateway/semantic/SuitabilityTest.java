package ai.gateway.semantic;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class SuitabilityTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "How do I boil an egg?",
                "What is the capital of Portugal?",
                "Can we eat raw salmon?",
                "I want to cancel a subscription",
                "What do I have to bring to an exam?",
                "Give me tips for better sleep",
                "What happens if I mix bleach with vinegar?",
                "Was there a war from 1914-1918?",
                "What is 15% of 1200?",
                "Is a café in Zürich more expensive than in Kraków?",
                "What was the US population in 2010?",
                "What does `git rebase` do?",
                "Which letter is π?",
                "Is this a good time in history?"
            })
    void against_generalQuestion_isSilent(String text) {
        assertThat(Suitability.against(text)).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '~',
            value = {
                "empty         # ~  \n ~",
                "empty         # ~?!...~",
                "empty         # 12 34",
                "non_latin     # Как варить яйцо?",
                "non_latin     # 今天天气怎么样",
                "non_latin     # ~\uD83D\uDE00~",
                "non_latin     # ~\uD800~",
                "non_latin     # ~\u023A~",
                "code          # Why does for (int i = 0; i < 3; i++) {x();} fail?",
                "code          # What is wrong: ```x = y```",
                "code          # Explain a => b",
                "table         # ~sum this\n1|2|3\n4|5|6~",
                "table         # ~sum\na\t5\nb\t6~",
                "table         # ~sum\nx,1,2\ny,3,4~",
                "personal_data # Who is ann.lee@example.org?",
                "personal_data # Whose number is 555-123-4567?",
                "personal_data # Whose number is +43 1 58858?",
                "personal_data # Is 4111 1111 1111 1111 a valid card?",
                "personal_data # Which bank has GB29 NWBK 6016 1331 9268 19?",
                "personal_data # Is MT84MALT011000012345MTLCAST001S an account?",
                "personal_data # Who owns customer 100200300?",
                "my            # What is my account balance?",
                "my            # Where did I put it?",
                "my            # How many coins do I have?",
                "my            # Where have we met?",
                "my            # Should a child obey me?",
                "my            # Can a dog join us?",
                "my            # When does our contract end?",
                "time          # What is the weather like today?",
                "time          # Who is the current president?",
                "time          # What is the latest phone?",
                "time          # Events in Boston this Friday",
                "time          # Sales in the last months",
                "time          # Is Pluto still a planet?"
            })
    void against_whatIsNotForAll_saysWhy(String reason, String text) {
        assertThat(Suitability.against(text)).isEqualTo(reason);
    }

    @Test
    void against_moreThan64Words_isTooLong() {
        assertThat(Suitability.against("word ".repeat(64))).isNull();
        assertThat(Suitability.against("word ".repeat(65))).isEqualTo("too_long");
        assertThat(Suitability.against("w".repeat(1024))).isNull();
        assertThat(Suitability.against("w".repeat(1025))).isEqualTo("too_long");
    }

    @Test
    void against_unknownTexts_leavesNoTwo() {
        assertThat(SharedPairs.unknown())
                .hasSizeGreaterThan(10)
                .filteredOn(text -> Suitability.against(text) == null)
                .isEmpty();
    }

    @Test
    void against_evilTexts_isAlwaysSomeReason() {
        assertThat(EvilTexts.all())
                .allSatisfy(text -> assertThat(Suitability.against(text)).isNotNull());
    }
}
