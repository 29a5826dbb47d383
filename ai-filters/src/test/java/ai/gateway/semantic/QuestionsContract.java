package ai.gateway.semantic;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** What every store of questions does. */
public abstract class QuestionsContract {

    protected static final int DIMENSIONS = 3;

    private static final float[] EAST = {1, 0, 0};
    private static final float[] NORTH_EAST = {0.8f, 0.6f, 0};
    private static final float[] NORTH = {0, 1, 0};
    private static final float[] UP = {0, 0, 1};

    /** A partition that no other test has. */
    protected String mine = "";

    protected abstract Questions questions();

    /** The same questions as another gateway has them. */
    protected abstract Questions elsewhere();

    /** A store of its own that keeps no more than three. */
    protected abstract Questions small();

    /** In milliseconds since 1970. */
    protected abstract long now();

    /** Lets so much time go by. */
    protected abstract void pass(Duration time);

    @BeforeEach
    void name() {
        mine = "around " + UUID.randomUUID();
    }

    @Test
    void near_whatWasKept_isBestFirst_andNoMoreThanAsked_hereAtOnceAndElsewhereSoon() {
        keep(questions(), "far", NORTH);
        keep(questions(), "near", EAST);
        keep(questions(), "between", NORTH_EAST);

        assertThat(near(questions(), EAST, 2)).containsExactly(new Near("near", 1), new Near("between", 0.8f));
        assertThat(near(questions(), EAST, 9)).hasSize(3);
        assertThat(near(questions(), EAST, 0)).isEmpty();
        await().until(() -> near(elsewhere(), EAST, 9).equals(near(questions(), EAST, 9)));
    }

    @Test
    void near_byAnotherPartition_findsNothing_andEachHasItsOwn() {
        String other = mine + "2";
        keep(questions(), "a", EAST);
        await().until(() -> !near(elsewhere(), EAST, 9).isEmpty());

        for (Questions each : List.of(questions(), elsewhere())) {
            assertThat(each.near(other, EAST, 9).block()).isEmpty();
        }
        questions().keep(other, "a", NORTH, now() + 60_000);
        assertThat(questions().near(other, NORTH, 9).block()).containsExactly(new Near("a", 1));
        assertThat(near(questions(), EAST, 9)).containsExactly(new Near("a", 1));
    }

    @Test
    void keep_again_theLatestIsFound() {
        keep(questions(), "a", EAST);
        keep(questions(), "a", NORTH);

        assertThat(near(questions(), NORTH, 9)).containsExactly(new Near("a", 1));
        await().until(() -> near(elsewhere(), NORTH, 9).equals(List.of(new Near("a", 1))));
    }

    @Test
    void remove_isNotFoundAnyMore_andTheOthersAre() {
        keep(questions(), "a", EAST);
        keep(questions(), "b", NORTH_EAST);
        await().until(() -> near(elsewhere(), EAST, 9).size() == 2);

        elsewhere().remove(mine, "a");
        elsewhere().remove(mine, "unheard of");

        assertThat(near(elsewhere(), EAST, 9)).extracting(Near::id).containsExactly("b");
    }

    @Test
    void near_afterItsTime_findsNothing() {
        questions().keep(mine, "short", EAST, now() + 700);
        keep(questions(), "long", NORTH);
        await().until(() -> !near(elsewhere(), NORTH, 9).isEmpty());

        pass(Duration.ofMillis(800));

        for (Questions each : List.of(questions(), elsewhere())) {
            assertThat(near(each, EAST, 9)).extracting(Near::id).containsExactly("long");
        }
    }

    @Test
    void keep_moreThanTheBound_forgetsWhatWasUsedLongestAgo() {
        Questions small = small();
        keep(small, "a", EAST);
        keep(small, "b", NORTH_EAST);
        keep(small, "c", NORTH);
        small.touch(mine, "a");
        keep(small, "d", UP);

        assertThat(near(small, EAST, 9)).extracting(Near::id).containsExactlyInAnyOrder("a", "c", "d");
    }

    @Test
    void vector_ofOtherDimensions_isRefused_andHarmsNothing() {
        float[] other = {1, 0};
        assertThatThrownBy(() -> keep(questions(), "b", other))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("vector: 2 dimensions (expected: 3)");
        assertThatThrownBy(() -> near(questions(), other, 1)).hasMessage("vector: 2 dimensions (expected: 3)");

        keep(questions(), "a", EAST);
        assertThat(near(questions(), EAST, 9)).containsExactly(new Near("a", 1));
    }

    private void keep(Questions at, String id, float[] vector) {
        at.keep(mine, id, vector, now() + 60_000);
    }

    private List<Near> near(Questions at, float[] vector, int most) {
        return requireNonNull(at.near(mine, vector, most).block());
    }
}
