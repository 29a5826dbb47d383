package ai.gateway.predicate;

import ai.gateway.predicate.AiSampleRoutePredicateFactory.Config;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;

import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class AiSampleTest {

    private static final int CALLERS = 10_000;

    @ParameterizedTest
    @ValueSource(doubles = {0, 1, 10, 33.33, 50, 90, 100})
    void share_ofTenThousandCallers_isWithinOnePercent(double percent) {
        for (String salt : new String[] {"", "a", "other"}) {
            long taken = IntStream.range(0, CALLERS)
                    .filter(caller -> isTaken(percent, salt, caller))
                    .count();

            assertThat(taken * 100.0 / CALLERS).as(percent + " salt " + salt).isCloseTo(percent, within(1.0));
        }
    }

    @Test
    void sameCaller_isAlwaysTakenOrNever_andAGrowingShareKeepsWhoItHas() {
        for (int caller = 0; caller < 1000; caller++) {
            assertThat(isTaken(20, "s", caller)).isEqualTo(isTaken(20, "s", caller));
            assertThat(!isTaken(20, "s", caller) || isTaken(40, "s", caller)).isTrue();
        }
    }

    @Test
    void otherSalt_isAnIndependentSplit() {
        long both = IntStream.range(0, CALLERS)
                .filter(caller -> isTaken(50, "a", caller) && isTaken(50, "b", caller))
                .count();

        assertThat(both * 100.0 / CALLERS).isCloseTo(25, within(2.0));
    }

    @SuppressWarnings("NullAway")
    private static boolean isTaken(double percent, String salt, int caller) {
        Condition condition = new AiSampleRoutePredicateFactory(null).create(new Config(percent, salt, ""));
        return condition.matches(
                null,
                MockServerHttpRequest.post("/v1/chat/completions")
                        .header("Authorization", "Bearer sk-" + caller)
                        .build());
    }
}
