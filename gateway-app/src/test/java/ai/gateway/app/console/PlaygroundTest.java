package ai.gateway.app.console;

import ai.gateway.testing.Answer;
import ai.gateway.testing.BlockingCheck;
import ai.gateway.testing.FaultUpstream;
import ai.gateway.testing.LeakCheck;
import ai.gateway.testing.Script;
import ai.gateway.testing.SeenRequest;
import ai.gateway.wire.Json;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

/** A request that the page sends goes the way that a client's would, and carries nothing of the page's own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith({LeakCheck.class, BlockingCheck.class})
class PlaygroundTest {

    private final FaultUpstream upstream = FaultUpstream.start().play("/plain/*", Script.json(200, "{}"));
    private ConsoleBench bench;

    @BeforeAll
    void start(@TempDir Path folder) {
        bench = ConsoleBench.withToken("playground", folder.toString(), "bench.upstream: " + upstream.uri(""));
    }

    @AfterAll
    void stop() {
        bench.close();
        upstream.close();
    }

    @Test
    void playground_goesThroughAnyRoute_withTheCallersKey_andNotWithTheToken() {
        String body = ConsoleBench.chat("stand-in/sage", "/words 3", true);

        Answer without = bench.api(
                "POST", "play/guarded?path=/team/v1/chat/completions", body, "Content-Type: application/json");
        assertThat(without.status()).isEqualTo(401);
        assertThat(without.text()).contains("invalid_api_key");

        Answer with = bench.api(
                "POST",
                "play/guarded?path=/team/v1/chat/completions",
                body,
                "Content-Type: application/json",
                "x-console-key: " + ConsoleBench.KEY);
        assertThat(with.status()).as(with.text()).isEqualTo(200);
        assertThat(with.header("content-type")).startsWith("text/event-stream");
        assertThat(with.text()).contains("data: {", "[DONE]");
        Json seen = bench.get("exchanges/" + ConsoleBench.id(with));
        assertThat(seen.get("route").text()).isEqualTo("guarded");
        assertThat(seen.get("key").text()).isEqualTo("of-yaml");
    }

    @Test
    void playground_ofARouteThatIsNotThere_isNotFound() {
        assertThat(bench.api("POST", "play/none", "{}").status()).isEqualTo(404);
        assertThat(bench.api("POST", "nothing", "{}").status()).isEqualTo(404);
    }

    @Test
    void token_goesToNoProvider() {
        bench.api(
                "POST",
                "play/plain?path=/plain/x",
                "{}",
                "Content-Type: application/json",
                "Cookie: a=b",
                "Origin: http://127.0.0.1");

        SeenRequest seen = upstream.requests().get(0);
        assertThat(seen.headers().toString())
                .contains("application/json")
                .doesNotContain(ConsoleBench.TOKEN)
                .doesNotContainIgnoringCase("x-console")
                .doesNotContainIgnoringCase("cookie");
    }
}
