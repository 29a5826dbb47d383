package ai.gateway.secrets;

import ai.gateway.scan.Find;
import ai.gateway.scan.Scanner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** Each line of the file of rules: what has its format is found, and what only nearly has it is not. */
class RulesTest {

    private static final long SEED = 20261126;

    @Test
    void rules_areSorted_andOfManyIssuers() {
        List<String> names = Rule.all().stream().map(Rule::name).toList();
        assertThat(names).isSorted();
        assertThat(Rule.all().stream().map(Rule::issuer).distinct().count()).isGreaterThan(100);
        assertThat(Secrets.rules()).containsExactlyElementsOf(new TreeSet<>(names));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void value_ofTheRulesFormat_isFound(Rule rule) {
        Samples samples = new Samples(SEED);
        for (Shape shape : Shape.parse(rule.shape())) {
            String value = samples.of(rule, shape);
            String before = before(rule);
            String text = before + value + "' -- and more";
            assertThat(alone(rule).scan(text))
                    .as("seed %s: %s", SEED, text)
                    .singleElement()
                    .isEqualTo(new Find(
                            "SECRET", before.length(), before.length() + value.length(), rule.score(), rule.name()));
            assertThat(Secrets.scanner(Set.of(), 0).scan(text))
                    .as("seed %s: %s", SEED, text)
                    .isNotEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("rules")
    void value_thatIsTooShort_isNotOfTheFormat(Rule rule) {
        Samples samples = new Samples(SEED);
        for (Shape shape : Shape.parse(rule.shape())) {
            Shape.Piece last = shape.pieces().get(shape.pieces().size() - 1);
            if (last.literal() == null && last.least() > 0) {
                assertThat(shape.end(samples.tooShort(shape), 0))
                        .as(shape.toString())
                        .isNegative();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("rules")
    void value_ofOneCharacterOverAndOver_isNotFound(Rule rule) {
        for (Shape shape : Shape.parse(rule.shape())) {
            StringBuilder value = new StringBuilder(before(rule));
            for (Shape.Piece piece : shape.pieces()) {
                String same = piece.alphabet().has('0') ? "0" : piece.alphabet().has('x') ? "x" : "A";
                value.append(piece.literal() != null ? piece.literal() : same.repeat(piece.least()));
            }
            if (shape.pieces().stream().allMatch(piece -> piece.literal() == null)) {
                assertThat(alone(rule).scan(value + "'")).as(value.toString()).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("rules")
    void value_thatNothingNames_orThatIsPartOfAWord_isNotFound(Rule rule) {
        Samples samples = new Samples(SEED);
        for (Shape shape : Shape.parse(rule.shape())) {
            String value = samples.of(rule, shape);
            if (!rule.words().isEmpty()) {
                assertThat(alone(rule).scan("It is '" + value + "'.")).as(value).isEmpty();
            } else if (Alphabet.WORD.has(value.charAt(0))) {
                assertThat(alone(rule).scan("Q" + value + "'.")).as(value).noneMatch(find -> find.start() == 1);
            }
        }
    }

    private static Stream<Rule> rules() {
        return Rule.all().stream().filter(rule -> !rule.isHandmade());
    }

    private static String before(Rule rule) {
        return rule.words().isEmpty() ? "It is '" : rule.words().get(0) + "_key = '";
    }

    private static Scanner alone(Rule rule) {
        Set<String> others = new HashSet<>(Secrets.rules());
        others.remove(rule.name());
        return Secrets.scanner(others, 0);
    }
}
