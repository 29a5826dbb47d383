package ai.gateway.recognise;

import ai.gateway.scan.Find;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;

class NameFinderTest {

    private static final int TIMES = 10;

    private static String found(String text) {
        return NameFinder.find(text).stream()
                .map(find -> find.type().charAt(0) + " " + find.in(text))
                .collect(Collectors.joining(", "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "My name is Zlabora Quist, hello            | P Zlabora Quist",
                "my name is anna quist                      | P anna quist",
                "What is your name? Zlabora                 | P Zlabora",
                "Mr. Ovid and dr. hurst met Prof Udo Lam    | P Ovid, P hurst, P Udo Lam",
                "ask my neighbour Zlabora                   | P Zlabora",
                "Dear Zlabora, we thank you                 | P Zlabora",
                "Anna’s car, J. R. Quist's car              | P Anna, P J. R. Quist",
                "Jean-Paul van der Berg met Quist           | P Jean-Paul van der Berg",
                "Anna Quist came. Then Quist left           | P Anna Quist, P Quist",
                "Zlabora Petrovic came, Will came           | P Zlabora Petrovic",
                "Zlabora Om said no                         | P Zlabora Om",
                "\"No\", says Zlabora.                      | P Zlabora",
                "I moved to Zlaville, he grew up in Omtown  | L Zlaville, L Omtown",
                "Send it to Zlaville, Germany or to Côte d’Ivoire | L Zlaville, L Germany, L Côte d’Ivoire",
                "in den Vereinigte Staaten, en Allemagne    | L Vereinigte Staaten, L Allemagne",
                "Zlabora & Co, Kranich Blau GmbH, the Om Institute of Art | O Kranich Blau GmbH, O Om Institute",
                "I am German. Will it rain in May? Call me later. This is New. |",
                "The limited offer, an inc, the bank        |"
            })
    void names_areFound_byWhatIsBeforeThem_andByTheirWords(String text, String expected) {
        assertThat(found(text)).isEqualTo(expected == null ? "" : expected);
    }

    @Test
    void lines_ofALetter_haveNames() {
        assertThat(found("From: Zlabora Om <z@a.example>\nHello,\nall is well.\nBest regards,\nKrumpel Zed\n"))
                .isEqualTo("P Zlabora Om, P Krumpel Zed");
        assertThat(found("Rua 5\nOmtown\nPortugal 30971")).isEqualTo("L Omtown, L Portugal");
    }

    @Test
    void finds_areWithinTheText_whateverItSays() {
        String odd =
                "\uD83E\uDD8A Mr \uD83E\uDD8A Mr \uD801\uDC00bc, my name is \uD801\uDC00\uD801\uDC28 \u0301 Mr. ' - Anna-";
        for (int cut = 0; cut <= odd.length(); cut++) {
            String text = odd.substring(0, cut);
            for (Find find : NameFinder.find(text)) {
                assertThat(find.in(text)).isNotBlank();
            }
        }
        assertThat(found(odd)).isEqualTo("P \uD801\uDC00bc, P \uD801\uDC00\uD801\uDC28, P Anna");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Mr A. B. van der ", "Anna, ", "New York and of ", "a", "A'", "My name is ", "\n", "É"})
    void time_growsNoFasterThanTheText(String unit) {
        String many = unit.repeat(200_000 / unit.length());
        String one = many.substring(0, many.length() / TIMES);
        fastest(one, 10);

        long nanosOfOne = Math.max(300_000, fastest(one, 5));
        assertThat(fastest(many, 5)).isLessThan(nanosOfOne * TIMES * 4);
    }

    private static long fastest(String text, int times) {
        long fastest = Long.MAX_VALUE;
        for (int i = 0; i < times; i++) {
            long before = System.nanoTime();
            List<Find> finds = NameFinder.find(text);
            fastest = Math.min(fastest, System.nanoTime() - before);
            assertThat(finds).isNotNull();
        }
        return fastest;
    }
}
