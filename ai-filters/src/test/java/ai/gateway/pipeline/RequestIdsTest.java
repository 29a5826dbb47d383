package ai.gateway.pipeline;

import org.junit.jupiter.api.Test;

import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

class RequestIdsTest {

    private static final long NOW = 1_795_678_000_000L;

    @Test
    void next_laterOnes_comeAfterThoseBefore() {
        AtomicLong time = new AtomicLong(NOW);
        RequestIds ids = new RequestIds(7, time::getAndIncrement);

        assertThat(Stream.generate(ids::next).limit(1000).toList())
                .isSorted()
                .allMatch(id -> id.matches("[0-9a-f]{24}"));
    }

    @Test
    void next_manyInOneMoment_areDifferent_andNotThoseOfAnotherProcess() {
        RequestIds ids = new RequestIds(7, () -> NOW);
        RequestIds others = new RequestIds(8, () -> NOW);

        assertThat(Stream.concat(
                                Stream.generate(ids::next).limit(50_000),
                                Stream.generate(others::next).limit(50_000))
                        .distinct())
                .hasSize(100_000);
    }

    @Test
    void next_beginsWithTheTime() {
        assertThat(new RequestIds(7, () -> NOW).next()).startsWith(String.format("%011x", NOW));
    }
}
