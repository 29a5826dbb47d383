package ai.gateway.app.pools;

import ai.gateway.app.pools.FailoverBench.Way;
import ai.gateway.testing.BlockingCheck;
import ai.gateway.testing.LeakCheck;
import ai.gateway.testing.RawHttp;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The first of three fails before it has said anything: the second answers, whatever the client speaks, whatever the
 * first and the second do, and nothing of the first is in the answer.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith({LeakCheck.class, BlockingCheck.class})
class FailoverTest {

    private FailoverBench bench;

    @BeforeAll
    void start() {
        bench = new FailoverBench();
    }

    @AfterAll
    void stop() {
        bench.close();
    }

    @ParameterizedTest
    @EnumSource
    void ask_firstFails_secondAnswersInTheClientsDialect(Fault fault) {
        List<Way> ways = FailoverBench.ways(fault);
        assertThat(ways).hasSize(FailoverBench.DIALECTS.size() * (fault.isOfStreams() ? 2 : 4));
        for (Way way : ways) {
            bench.forget();
            var answered = bench.assertAnswered(way, "Grüße \"" + way.failing() + "\" 🌍 " + way.client());
            assertThat(answered.header("x-ai-attempts")).as("%s", way).isEqualTo("2");
        }
        bench.awaitQuiet();
    }

    @Test
    void models_pools_areAmongThem() {
        assertThat(RawHttp.get(bench.gateway.port(), "/v1/models").text()).contains("\"pool-s500-openai\"");
    }
}
