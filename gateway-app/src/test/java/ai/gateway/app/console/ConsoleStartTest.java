package ai.gateway.app.console;

import ai.gateway.app.GatewayApp;
import ai.gateway.testing.RawHttp;
import ai.gateway.testing.RunningGateway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Where there is a console, and where there is none. */
class ConsoleStartTest {

    private static final String EVERYWHERE = "server.address: 0.0.0.0\n";

    private static int page(String yaml) {
        try (RunningGateway gateway =
                RunningGateway.start(GatewayApp.class, "ai.gateway.stand-in.enabled: off\n---\n" + yaml)) {
            return RawHttp.get(gateway.port(), "/console/").status();
        }
    }

    @Test
    void boundToLoopback_isThere() {
        assertThat(page("server.address: 127.0.0.1")).isEqualTo(200);
        assertThat(page("server.address: localhost")).isEqualTo(200);
    }

    @Test
    void boundToOthers_withoutToken_isNotThere() {
        assertThat(page(EVERYWHERE)).isEqualTo(404);
        assertThat(page("server.address: ''")).isEqualTo(404);
    }

    @Test
    void boundToOthers_withToken_isThere(@TempDir Path folder) {
        assertThat(page(EVERYWHERE + """
                        ai.gateway:
                          admin.token: console-token-0123456789abcdef
                          keys-secret: a-secret-for-digests-0123456789
                          ledger: { enabled: true, url: 'jdbc:h2:mem:console-start;DB_CLOSE_DELAY=-1', directory: '%s' }
                        """.formatted(folder))).isEqualTo(200);
    }

    @Test
    void switchedOff_isNotThere_andNobodyLooksOn() {
        String off = "ai.gateway.console.enabled: false";
        assertThat(page(off)).isEqualTo(404);
        try (RunningGateway gateway = RunningGateway.start(GatewayApp.class, off)) {
            assertThat(gateway.beans(Onlooker.class)).isEmpty();
        }
    }

    @Test
    void switchedOnForEverybody_doesNotStart() {
        assertThatThrownBy(() -> page(EVERYWHERE + "ai.gateway.console.enabled: true"))
                .hasStackTraceContaining("ai.gateway.console.enabled: true")
                .hasStackTraceContaining("ai.gateway.admin.token");
    }

    /** A graceful stop waits for what is open. */
    @Test
    void gatewayThatStops_endsWhatIsWatched() {
        ConsoleBench bench = ConsoleBench.open("");
        try (RawHttp watcher = RawHttp.connect(bench.port())) {
            watcher.send(RawHttp.request("GET", "/console/api/live", new byte[0], "x-console: 1"));
            assertThat(watcher.readHead().orElseThrow().status()).isEqualTo(200);

            bench.close();

            assertThat(watcher.readAnswer().ending()).isEqualTo(RawHttp.Ending.CLEAN_END);
        }
    }

    @Test
    void misspeltProperty_doesNotStart() {
        assertThatThrownBy(() -> page("ai.gateway.console.host: x")).hasStackTraceContaining("console");
    }
}
