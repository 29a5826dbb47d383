package ai.gateway.quota;

import org.junit.jupiter.api.Test;

import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

class SettledTest {

    private static final long MINUTE = 60_000;

    private final Settled settled = new Settled();

    @Test
    void contains_thirtyThousandOthersLater_stillKnows() {
        IntStream.range(0, 32_768).forEach(i -> settled.add("id-" + i, MINUTE));

        assertThat(IntStream.range(0, 32_768)).allMatch(i -> settled.contains("id-" + i));
        assertThat(IntStream.range(32_768, 200_000)).noneMatch(i -> settled.contains("id-" + i));
    }

    @Test
    void contains_manyMoreLater_hasForgotten() {
        settled.add("first", MINUTE);
        IntStream.range(0, 70_000).forEach(i -> settled.add("id-" + i, MINUTE));

        assertThat(settled.contains("first")).isFalse();
        assertThat(settled.contains("id-69999")).isTrue();
    }

    @Test
    void contains_fewMinutesLater_stillKnows_andForgetsInTheEnd() {
        settled.add("first", MINUTE);
        settled.add("second", 6 * MINUTE);
        assertThat(settled.contains("first")).isTrue();

        settled.add("third", 12 * MINUTE);
        settled.add("fourth", 18 * MINUTE);
        assertThat(settled.contains("first")).isFalse();
        assertThat(settled.contains("fourth")).isTrue();
    }
}
