package ai.gateway.models;

import org.junit.jupiter.api.Test;

import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

class MemoTest {

    private static final int NAMES = 10 * Memo.PLACES;

    private final Memo memo = new Memo();

    @Test
    void put_manyNamesByManyThreads_keepsNoMoreThanItHasPlacesFor() {
        IntStream.range(0, NAMES).parallel().forEach(i -> memo.put("p", "model-" + i, facts(i)));

        long kept = IntStream.range(0, NAMES)
                .filter(i -> {
                    ModelFacts facts = memo.get("p", "model-" + i);
                    assertThat(facts).isIn(null, facts(i));
                    return facts != null;
                })
                .count();
        assertThat(kept).isBetween(Memo.PLACES / 2L, (long) Memo.PLACES);
    }

    @Test
    void get_anotherProvidersModel_isNotIt() {
        memo.put("p", "m", facts(1));

        assertThat(memo.get("p", "m")).isEqualTo(facts(1));
        assertThat(memo.get("q", "m")).isNull();
        assertThat(memo.get("p", "n")).isNull();
    }

    /** Strings of the same hash stand at the same place. */
    @Test
    void put_whereAnotherStands_takesItsPlace() {
        memo.put("p", "Aa", facts(1));
        memo.put("p", "BB", facts(2));

        assertThat(memo.get("p", "Aa")).isNull();
        assertThat(memo.get("p", "BB")).isEqualTo(facts(2));
    }

    @Test
    void put_aNameThatIsTooLong_isNotKept() {
        String longest = "m".repeat(Memo.MAX_LENGTH - 1);
        memo.put("p", longest, facts(1));
        memo.put("p", longest + "m", facts(2));

        assertThat(memo.get("p", longest)).isEqualTo(facts(1));
        assertThat(memo.get("p", longest + "m")).isNull();
    }

    private static ModelFacts facts(int limit) {
        return new ModelFacts(limit + 1, 1, ModelFacts.UNKNOWN.has(), ModelFacts.UNKNOWN.lacks(), Prices.NONE);
    }
}
