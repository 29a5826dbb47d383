package ai.gateway.semantic;

import ai.gateway.semantic.SharedPairs.Pair;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;

class AlikenessTest {

    /** Sentences that the tests make others of; none is of the shared pairs. */
    private static final List<String> SENTENCES = List.of(
            "How many calories does a slice of pizza have?",
            "Which train goes from Vienna to Graz on Monday?",
            "Why don't penguins fly south in winter, and where do they go?",
            "Explain in three sentences how e-mail reaches node.js servers.",
            "Is 12.5 % of $1,200 more than 9 pounds?",
            "What's the 2nd law of thermodynamics?",
            "List the U.S. presidents who were born before May 1900.",
            "Should I use C++ or Rust to write a PDF parser?",
            "who is older, Anna or Ben",
            "Tell me whether twenty five million people can't swim.",
            "HOW DO I REPAIR A BICYCLE TYRE",
            "What is x * 3 - 2 when x = 7?",
            "Could you tell me when the museum opens on weekdays?",
            "");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "number       | How far is 5 km on foot?                | How far is 50 km on foot?",
                "number       | Who won the first marathon?             | Who won the third marathon?",
                "number       | Describe two hundred birds              | Describe 300 birds",
                "number       | What is 4 + 3?                          | What is 4 - 3?",
                "unit         | Can a man lift 90 kg?                   | Can a man lift 90 lbs?",
                "unit         | What can I buy for $20?                 | What can I buy for €20?",
                "date         | Is the pool open on Monday?             | Is the pool open on Tuesday?",
                "date         | Trends of last year                     | Trends of next year",
                "date         | What is there to do at 9 am?            | What is there to do at 9 pm?",
                "negation     | Which birds can fly?                    | Which birds can't fly?",
                "negation     | Can I travel with a visa?               | Can I travel without a visa?",
                "antonym      | How do I switch on the heating?         | How do I switch off the heating?",
                "antonym      | Is it usual to tip?                     | Is it unusual to tip?",
                "antonym      | What is the tallest tower?              | What is the shortest tower?",
                "antonym      | Where can I get a bus pass?             | Where can I use a bus pass?",
                "antonym      | Trains to Graz                          | Trains from Graz",
                "name         | Who is the mayor of Oslo?               | Who is the mayor of Lima?",
                "name         | How do I open a bank account?           | How do I open a bank account at HSBC?",
                "question_word| Where did the dinosaurs die?            | When did the dinosaurs die?",
                "question_word| What do bats eat?                       | Where do bats eat?",
                "form         | Summarise the plot of the novel         | Summarise the plot of the novel as a poem",
                "form         | Say good evening to the guests          | Say good evening to the guests in italian",
                "role_swap    | Ferries from Dover to Calais            | Ferries from Calais to Dover",
                "role_swap    | are wolves bigger than foxes            | would foxes be bigger than wolves",
                "role_swap    | Did Carl sue Dora?                      | Did Dora sue Carl?",
                "role_swap    | why do some men envy tall women         | why do women envy tall men",
                "substitution | how do i fry a potato                   | how do i fry an onion",
                "addition     | What is a contract?                     | What is a void contract?",
                "addition     | how do plants grow                      | how do plants grow tall strong straight stems"
            })
    void against_anotherQuestion_namesTheRule(String rule, String one, String other) {
        assertThat(against(Alikeness.FAQ, one, other)).isEqualTo(rule);
        assertThat(against(Alikeness.STRICT, one, other)).isEqualTo(rule);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "How do I repair a bicycle?            | What is the best way to fix a bicycle?",
                "Who's the author of Emma?             | Who is the author of Emma?",
                "Is it legal to buy 3,000 stamps?      | Is it legal to buy three thousand stamps?",
                "How long does a 5k run take           | How long does a 5000 run take",
                "Which colour has a ripe banana?       | Which color has a ripe banana?",
                "Which universities did she choose?    | Which university did she choose?",
                "What is the e-mail of the mayor?      | What is the email of the mayor?",
                "how do databases work                 | how do data bases work",
                "Is YouTube free?                      | Is You Tube free?",
                "Why do cats and dogs fight?           | Why do dogs and cats fight?",
                "Which is older, Rome or Athens?       | Which is older, Athens or Rome?",
                "What did World War II cost?           | What did World War 2 cost?",
                "What does $20 buy?                    | What does 20 dollars buy?",
                "How is the rice in Italy cooked?      | How is the Italian rice cooked?",
                "Could you tell me when bats sleep?    | When do bats sleep?"
            })
    void against_sameQuestionInOtherWords_isSilent(String one, String other) {
        assertThat(against(Alikeness.FAQ, one, other)).isNull();
        assertThat(against(Alikeness.STRICT, one, other)).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "addition      | How do I learn to play chess?     | How do I learn to play chess quickly?",
                "question_word | How can I get a visa for sailors? | Can I get a visa for sailors?"
            })
    void against_littleMore_isSaidByTheStrictAlone(String rule, String one, String other) {
        assertThat(against(Alikeness.FAQ, one, other)).isNull();
        assertThat(against(Alikeness.STRICT, one, other)).isEqualTo(rule);
    }

    @ParameterizedTest
    @EnumSource
    void against_hardPairs_speaksAgainstEveryWrongOne(Alikeness rules) {
        assertThat(SharedPairs.hard())
                .filteredOn(pair -> !pair.same())
                .hasSizeGreaterThan(100)
                .filteredOn(pair -> against(rules, pair.one(), pair.other()) == null)
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void against_paraphrases_isSilentOnHalfOfThemAtLeast(Alikeness rules) {
        List<Pair> same = SharedPairs.hard().stream().filter(Pair::same).toList();

        assertThat(same)
                .filteredOn(pair -> against(rules, pair.one(), pair.other()) == null)
                .hasSizeGreaterThanOrEqualTo((same.size() + 1) / 2);
    }

    @ParameterizedTest
    @EnumSource
    void against_eitherWayRound_saysTheSame(Alikeness rules) {
        List<String> texts = new ArrayList<>(SENTENCES);
        SharedPairs.hard().forEach(pair -> texts.addAll(List.of(pair.one(), pair.other())));
        List<Question> questions = texts.stream().map(Question::of).toList();
        for (Question one : questions) {
            for (Question other : questions) {
                assertThat(rules.against(one, other)).as("%s / %s", one, other).isEqualTo(rules.against(other, one));
            }
        }
    }

    /** What is strict speaks wherever the other does. */
    @Test
    void against_strict_speaksWhereverTheOtherDoes() {
        for (Pair pair : SharedPairs.hard()) {
            if (against(Alikeness.FAQ, pair.one(), pair.other()) != null) {
                assertThat(against(Alikeness.STRICT, pair.one(), pair.other()))
                        .as(pair.toString())
                        .isNotNull();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void against_caseSpacesAndPunctuation_isSilent(long seed) {
        Random random = new Random(seed);
        for (String sentence : SENTENCES) {
            for (String other : List.of(
                    sentence.toLowerCase(Locale.ROOT),
                    sentence.toUpperCase(Locale.ROOT),
                    "  " + sentence.replace(" ", "  ").replace("?", "??") + " !",
                    sentence.replaceAll("[?!,]$", ""),
                    anyCase(sentence, random))) {
                assertThat(against(Alikeness.STRICT, sentence, other))
                        .as("seed %d: %s / %s", seed, sentence, other)
                        .isNull();
            }
        }
    }

    @Test
    void of_evilTexts_takesTimeInProportion() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long started = threads.getCurrentThreadCpuTime();
        for (String evil : EvilTexts.all()) {
            Question question = Question.of(evil);
            Question more = Question.of(evil + " and why");
            for (Alikeness rules : Alikeness.values()) {
                assertThat(rules.against(question, Question.of(evil))).isNull();
                rules.against(question, more);
                rules.against(more, Question.of("How do I boil water in 3 minutes?"));
            }
        }
        assertThat(Duration.ofNanos(threads.getCurrentThreadCpuTime() - started))
                .isLessThan(Duration.ofSeconds(60));
    }

    @Test
    void against_nothingAndSigns_areOnlyAlikeThemselves() {
        assertThat(against(Alikeness.FAQ, "", "...")).isNull();
        assertThat(against(Alikeness.FAQ, "\uD83D\uDE00", "\uD83D\uDE21")).isEqualTo("number");
        assertThat(against(Alikeness.FAQ, "\uD83D", "\uD83D\uD83D")).isEqualTo("number");
    }

    private static @Nullable String against(Alikeness rules, String one, String other) {
        return rules.against(Question.of(one), Question.of(other));
    }

    private static String anyCase(String text, Random random) {
        StringBuilder out = new StringBuilder();
        text.chars()
                .forEach(letter -> out.append(
                        (char) (random.nextBoolean() ? Character.toUpperCase(letter) : Character.toLowerCase(letter))));
        return out.toString();
    }
}
