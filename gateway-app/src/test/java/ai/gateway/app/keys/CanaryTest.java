package ai.gateway.app.keys;

import ai.gateway.testing.Answer;
import ai.gateway.testing.Script;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** No value of a key is in any log or answer, whatever is told there. Isolated, as it reads all that is said. */
@Isolated
@ExtendWith(OutputCaptureExtension.class)
class CanaryTest {

    private static final String KEY = "canary-key-0123456789abcdef";
    private static final String BEFORE = "canary-before-0123456789";
    private static final String OFF = "canary-off-0123456789abcdef";
    private static final String UNKNOWN = "canary-unknown-0123456789";
    private static final String OWN = "canary-own-0123456789";

    @Test
    void ask_everythingIsLogged_noKeyIs(CapturedOutput output) {
        String keys = """
                keys:
                - { name: alice, value: %s, previous: %s, previous-until: 2999-01-01, models: [ 'whole/*' ], provider-keys: { whole: %s } }
                - { name: off, value: %s, disabled: true }
                """.formatted(KEY, BEFORE, OWN, OFF);
        String routes = KeysBench.route(
                        "dry", "/dry/**", "ai://auto", "StripPrefix=1", "{ name: AiKey, args: { dry-run: true } }")
                + KeysBench.route("llm", KeysBench.PATHS, "ai://auto", "AiKey");
        try (KeysBench bench = new KeysBench(keys, routes)) {
            LoggingSystem logging = LoggingSystem.get(getClass().getClassLoader());
            logging.setLogLevel("ai.gateway", LogLevel.TRACE);
            logging.setLogLevel("org.springframework.cloud.gateway", LogLevel.TRACE);
            try {
                bench.upstream.play("/whole/*", Script.json(401, "{\"error\":{\"message\":\"bad key " + OWN + "\"}}"));
                for (String key : List.of(KEY, BEFORE, OFF, UNKNOWN)) {
                    assertClean(bench.ask("whole/m", key));
                    assertClean(bench.ask("other/m", key));
                    assertClean(bench.ask("nobody/m", key));
                }
            } finally {
                logging.setLogLevel("ai.gateway", LogLevel.OFF);
                logging.setLogLevel("org.springframework.cloud.gateway", LogLevel.OFF);
            }
            assertThat(output.getAll()).contains("AiKey: invalid_api_key").doesNotContain("canary-");
        }
    }

    private static void assertClean(Answer answer) {
        assertThat(answer.text()).doesNotContain("canary-");
        assertThat(answer.head().headers()).noneMatch(line -> line.contains("canary-"));
    }
}
