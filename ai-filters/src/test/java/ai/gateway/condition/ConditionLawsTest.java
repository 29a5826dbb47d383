package ai.gateway.condition;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;

/** What is true of every condition, over many that chance writes; a failure names its seed and its text. */
class ConditionLawsTest {

    private static final List<String> VALUES =
            List.of("a", "gpt-5", "'it''s'", "\"a \"\"b\"\"\"", "'and'", "ü/日", "'*'", "8k", "''", "'\\'", "'\t\n😀'");
    private static final List<String> AMOUNTS =
            List.of("0", "-0", "8k", "8_000", "0.1", "1.5m", "-3", "123456789012345678901", "0.000001", "7");

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 20261125})
    void toString_anyCondition_readsAsAnEqualOne(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 500; i++) {
            String text = any(random, 5);
            Condition condition = Condition.parse(text, Facts.VOCABULARY);
            Condition again = Condition.parse(condition.toString(), Facts.VOCABULARY);

            assertThat(again).as("seed %s: %s", seed, text).isEqualTo(condition).hasSameHashCodeAs(condition);
            assertThat(again.toString()).as("seed %s: %s", seed, text).isEqualTo(condition.toString());
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {4, 5, 6})
    void test_anyConditionAndSubject_keepsTheLawsOfLogic(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 500; i++) {
            String p = any(random, 3);
            String q = any(random, 3);
            Facts facts = facts(random);
            boolean a = Facts.test(p, facts);
            boolean b = Facts.test(q, facts);
            String told = "seed " + seed + ": " + p + " | " + q;

            assertThat(Facts.test("not (" + p + ")", facts)).as(told).isEqualTo(!a);
            assertThat(Facts.test("(" + p + ") and (" + q + ")", facts))
                    .as(told)
                    .isEqualTo(a && b);
            assertThat(Facts.test(p + " or " + q, facts)).as(told).isEqualTo(a || b);
            assertThat(Facts.test("not (not (" + p + ") or not (" + q + "))", facts))
                    .as(told)
                    .isEqualTo(a && b);
        }
    }

    private static String any(Random random, int depth) {
        StringBuilder text = new StringBuilder(all(random, depth));
        while (random.nextInt(3) == 0) {
            text.append(random.nextBoolean() ? " or " : "||").append(all(random, depth));
        }
        return text.toString();
    }

    private static String all(Random random, int depth) {
        StringBuilder text = new StringBuilder(single(random, depth));
        while (random.nextInt(3) == 0) {
            text.append(random.nextBoolean() ? " and " : "&&").append(single(random, depth));
        }
        return text.toString();
    }

    private static String single(Random random, int depth) {
        String not = pick(random, List.of("", "", "", "not ", "!", "!!", "! not "));
        return not + (depth > 0 && random.nextInt(3) == 0 ? "(" + any(random, depth - 1) + ")" : comparison(random));
    }

    private static String comparison(Random random) {
        String not = random.nextBoolean() ? " not" : "";
        return switch (random.nextInt(9)) {
            case 0 -> pick(random, List.of("tools", "stream"));
            case 1 ->
                "tools" + pick(random, List.of("==", " != ")) + pick(random, List.of("yes", "no", "true", "false"));
            case 2 -> "exists(" + pick(random, List.of("model", "tokens", "tools", "labels", "header.X-Team")) + ")";
            case 3 -> "tokens" + pick(random, List.of("==", "!=", "<", "<=", ">", ">=")) + pick(random, AMOUNTS);
            case 4 -> "tokens" + not + " in [" + pick(random, AMOUNTS) + "," + pick(random, AMOUNTS) + "]";
            case 5 -> "model" + pick(random, List.of("==", "!=", "~", "!~")) + pick(random, VALUES);
            case 6 -> "header.x-team" + not + " in[" + pick(random, VALUES) + " , " + pick(random, VALUES) + "]";
            case 7 ->
                "model " + pick(random, List.of("~", "!~")) + " " + pick(random, List.of("gpt-*", "*", "?", "a*b?c"));
            default -> pick(random, List.of("user", "labels", "tag.a.b")) + not + " contains " + pick(random, VALUES);
        };
    }

    private static Facts facts(Random random) {
        Facts facts = new Facts();
        List.of("model", "user", "x-team").forEach(name -> {
            if (random.nextBoolean()) {
                facts.with(name, pick(random, List.of("a", "gpt-5", "it's", "", "*", "8k", "ü/日")));
            }
        });
        List.of("tools", "stream").forEach(name -> {
            if (random.nextBoolean()) {
                facts.with(name, random.nextBoolean());
            }
        });
        if (random.nextBoolean()) {
            facts.with(
                    "tokens",
                    pick(random, List.<Number>of(0, 8000L, 0.1, -3, Long.MAX_VALUE, Double.POSITIVE_INFINITY)));
        }
        if (random.nextBoolean()) {
            facts.with("labels", pick(random, List.of(List.<String>of(), List.of("a", "it's"), List.of("gpt-5"))));
        }
        return facts;
    }

    private static <T> T pick(Random random, List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
