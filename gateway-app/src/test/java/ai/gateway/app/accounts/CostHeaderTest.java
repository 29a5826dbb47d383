package ai.gateway.app.accounts;

import ai.gateway.app.standin.StandIn;
import ai.gateway.app.standin.StandInSettings;
import ai.gateway.ledger.Entry;
import ai.gateway.testing.BlockingCheck;
import ai.gateway.testing.LeakCheck;
import ai.gateway.testing.RawHttp;
import ai.gateway.testing.RunningGateway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** What clients are told of the cost of what has a price, and of what has none: in heads and trailers, read byte by byte. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith({LeakCheck.class, BlockingCheck.class})
class CostHeaderTest {

    private static final Pattern COST = Pattern.compile("(?im)^x-ai-cost-usd: (\\S+)$");
    private static final Pattern ID = Pattern.compile("(?im)^x-ai-request-id: (\\S+)$");

    private StandIn standIn;
    private RunningGateway gateway;

    @BeforeAll
    void start() {
        standIn = StandIn.start(new StandInSettings(0, Duration.ZERO, Duration.ZERO, 1, 0, true, null));
        String yaml = """
                ai.gateway:
                  stand-in.enabled: off
                  providers:
                    listed: { dialect: openai, base-url: "%1$s/v1", api-key: theirs }
                    half: { dialect: openai, base-url: "%1$s/v1", api-key: theirs }
                    free: { dialect: openai, base-url: "%1$s/v1", api-key: theirs }
                    bare: { dialect: openai, base-url: "%1$s/v1", api-key: theirs }
                    given: { dialect: openai, base-url: "%1$s/v1", api-key: theirs }
                  model-facts:
                    "listed/*": { input-price: 1, output-price: 10 }
                    "half/*": { input-price: 1 }
                    "free/*": { input-price: 0, output-price: 0 }
                  meter.models:
                    "given/*": { unpriced: zero }
                spring.cloud.gateway.server.webflux.routes:
                - { id: place, uri: "%1$s", predicates: [ "Path=/place/**" ], filters: [ StripPrefix=1, AiCostMeter ] }
                - { id: listed, uri: "ai://listed", predicates: [ "Path=/listed/**" ], filters: [ StripPrefix=1, AiCostMeter ] }
                - { id: half, uri: "ai://half", predicates: [ "Path=/half/**" ], filters: [ StripPrefix=1, AiCostMeter ] }
                - { id: free, uri: "ai://free", predicates: [ "Path=/free/**" ], filters: [ StripPrefix=1, AiCostMeter ] }
                - { id: bare, uri: "ai://bare", predicates: [ "Path=/bare/**" ], filters: [ StripPrefix=1, AiCostMeter ] }
                - { id: given, uri: "ai://given", predicates: [ "Path=/given/**" ], filters: [ StripPrefix=1, AiCostMeter ] }
                - id: cached
                  uri: ai://bare
                  predicates: [ "Path=/cached/**" ]
                  filters: [ StripPrefix=1, { name: AiCache, args: { sharing: everyone } }, AiCostMeter ]
                """.formatted(standIn.baseUrl());
        gateway = RunningGateway.start(AccountingGateway.class, yaml);
    }

    @AfterAll
    void stop() {
        gateway.close();
        standIn.close();
    }

    /** All that comes, with what is behind the last byte of a stream. */
    private String ask(String route, boolean stream) throws IOException {
        String body = "{\"model\":\"of-" + route + "-" + stream + "\",\"stream\":" + stream
                + ",\"messages\":[{\"role\":\"user\",\"content\":\"/words 5\"}]}";
        byte[] request = RawHttp.request(
                "POST",
                "/" + route + "/v1/chat/completions",
                body.getBytes(UTF_8),
                "Content-Type: application/json",
                "Connection: close");
        try (Socket socket = new Socket("127.0.0.1", gateway.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request);
            String all = new String(socket.getInputStream().readAllBytes(), UTF_8);
            assertThat(all).startsWith("HTTP/1.1 200 ").contains(stream ? "[DONE]" : "word5");
            return all;
        }
    }

    private static List<String> costs(String came) {
        return COST.matcher(came).results().map(found -> found.group(1)).toList();
    }

    private Entry.Cost written(String came) {
        Matcher id = ID.matcher(came);
        assertThat(id.find()).as(came).isTrue();
        return gateway.bean(Books.class).of(id.group(1)).cost();
    }

    @ParameterizedTest
    @CsvSource({"place, false", "place, true", "bare, false", "bare, true"})
    void nothingHasAPrice_noCostIsTold(String route, boolean stream) throws IOException {
        String came = ask(route, stream);

        assertThat(written(came)).isEqualTo(new Entry.Cost(0, "unpriced"));
        assertThat(costs(came)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "listed, list, false", "listed, list, true",
        "half, unpriced, false", "half, unpriced, true"
    })
    void somethingHasAPrice_itIsTold(String route, String from, boolean stream) throws IOException {
        String came = ask(route, stream);
        Entry.Cost written = written(came);

        assertThat(written.from()).isEqualTo(from);
        assertThat(written.nanoUsd()).isPositive();
        assertThat(costs(came))
                .singleElement()
                .satisfies(told -> assertThat(new BigDecimal(told))
                        .isEqualByComparingTo(BigDecimal.valueOf(written.nanoUsd(), 9)));
    }

    @ParameterizedTest
    @CsvSource({"free, false", "free, true", "given, false", "given, true"})
    void itIsForFree_zeroIsTold(String route, boolean stream) throws IOException {
        String came = ask(route, stream);

        assertThat(written(came)).isEqualTo(new Entry.Cost(0, "list"));
        assertThat(costs(came)).containsExactly("0");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void answerFromTheCache_isForFreeWhateverItsModelCosts(boolean stream) throws IOException {
        String first = ask("cached", stream);
        String again = ask("cached", stream);

        assertThat(costs(first)).isEmpty();
        assertThat(again).containsIgnoringCase("x-ai-cache: hit");
        assertThat(costs(again)).containsExactly("0");
    }
}
