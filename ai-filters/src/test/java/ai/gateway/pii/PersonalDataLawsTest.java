package ai.gateway.pii;

import ai.gateway.scan.Find;
import ai.gateway.scan.Scanner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;

/** What holds for every text: finds are in order, apart from each other, within the text, and the same each time. */
class PersonalDataLawsTest {

    private static final int TEXTS = 400;
    private static final int PIECES = 30;

    private static final Scanner EVERYTHING = PersonalData.scanner(Wanted.of(Entity.ALL)
            .withMinScore(0)
            .withPatterns(List.of(new CustomPattern("RUN", "[a-z0-9]+@?|")))
            .withWords(List.of(new WordList("WORDS", List.of("card", "phone 1", "a a")))));

    private static final List<String> SCRAPS = List.of(
            "1",
            "12",
            "123",
            "1234",
            "4111 1111 1111 1111",
            "078-05-1123",
            "@",
            "a@b.com",
            ".",
            "..",
            "-",
            "/",
            ":",
            "::",
            "://",
            "+",
            "(",
            ")",
            " ",
            "  ",
            "\n",
            "\n\n",
            "_",
            "x",
            "AB",
            "GB82 WEST 1234 5698 7654 32",
            "passport ",
            "phone ",
            "born ",
            "March 5, 1999",
            "12/12/1980",
            "é",
            "号",
            "📧",
            "\ud83d",
            "１２",
            "fe80::1",
            "10.0.0.1",
            "ext. 12",
            "card ",
            "https://u:p@h",
            "131052-308T",
            "\u00a0",
            "\u2011",
            "İ",
            "ß");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void finds_ofRandomTexts_keepTheLaws(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < TEXTS; i++) {
            StringBuilder text = new StringBuilder();
            for (int piece = random.nextInt(PIECES); piece >= 0; piece--) {
                text.append(SCRAPS.get(random.nextInt(SCRAPS.size())));
            }
            requireLaws(text.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {6, 7})
    void finds_ofRandomChars_keepTheLaws(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < TEXTS; i++) {
            int range = random.nextBoolean() ? 128 : Character.MAX_VALUE;
            char[] chars = new char[random.nextInt(200)];
            for (int c = 0; c < chars.length; c++) {
                chars[c] = (char) random.nextInt(range);
            }
            requireLaws(new String(chars));
        }
    }

    @Test
    void finds_ofNaughtyStrings_keepTheLaws() {
        SharedTexts.naughty().forEach(PersonalDataLawsTest::requireLaws);
    }

    @Test
    void finds_ofNothing_areNone() {
        assertThat(EVERYTHING.scan("")).isEmpty();
    }

    private static void requireLaws(String text) {
        List<Find> finds = EVERYTHING.scan(text);
        int end = 0;
        for (Find find : finds) {
            assertThat(find.start()).as(text).isGreaterThanOrEqualTo(end);
            assertThat(find.end()).as(text).isLessThanOrEqualTo(text.length());
            assertThat(find.score()).as(text).isBetween(0.0, 1.0);
            end = find.end();
        }
        assertThat(EVERYTHING.scan(text)).as(text).isEqualTo(finds);
    }
}
