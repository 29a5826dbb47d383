package ai.gateway.app.dropin;

import ai.gateway.testing.RawHttp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

/** The plug-ins on the class path of applications that have no use for them. */
class NoGatewayIT {

    /** A gateway refuses to start with it; whoever asks for a ledger asks for the most of what we make beside a gateway. */
    private static final String WRONG = "ai.gateway: {nonsense: true, ledger: {enabled: true}}\n";

    @TempDir
    Path directory;

    @Test
    void servletApplication_withoutNetty_startsAndReadsNoneOfOurSettings() throws IOException {
        Path yaml = Files.writeString(directory.resolve("web.yml"), WRONG);

        try (StockApp app = StockApp.withPlugins("stock-no-gateway", yaml).awaitStarted()) {
            assertThat(RawHttp.get(app.port(), "/nothing").status()).isEqualTo(404);
        }
    }

    @Test
    void gateway_switchedOff_startsAndReadsNoneOfOurSettings() throws IOException {
        Path yaml = Files.writeString(
                directory.resolve("off.yml"), WRONG + "spring.cloud.gateway.server.webflux.enabled: false\n");

        try (StockApp app = StockApp.withPlugins("stock-boot-3.5", yaml).awaitStarted()) {
            assertThat(RawHttp.get(app.port(), "/nothing").status()).isEqualTo(404);
        }
    }

    @Test
    void gateway_withTheSameSettings_refusesThem() throws IOException {
        Path yaml = Files.writeString(directory.resolve("on.yml"), WRONG);

        String said = StockApp.withPlugins("stock-boot-3.5", yaml).awaitFailedStart();

        assertThat(said).contains("ai.gateway.nonsense");
    }
}
