package ai.gateway.app.observe;

import ai.gateway.app.GatewayApp;
import ai.gateway.testing.FaultUpstream;
import ai.gateway.testing.RawHttp;
import ai.gateway.testing.RunningGateway;
import ai.gateway.testing.Script;
import ai.gateway.testing.SeenRequest;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** What a receiver of OTLP gets. */
class ExchangeSpansTest {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String PARENT = "00f067aa0ba902b7";

    private static RunningGateway gateway(FaultUpstream collector, double probability) {
        return RunningGateway.start(GatewayApp.class, """
                management:
                  tracing.sampling.probability: %s
                  opentelemetry.tracing.export:
                    otlp: { endpoint: "%s", compression: none }
                    schedule-delay: 50ms
                spring.cloud.gateway.server.webflux.routes:
                - id: told
                  uri: ai://stand-in
                  predicates: [ "Path=/told/**" ]
                  filters: [ StripPrefix=1, { name: AiLog, args: { bodies: masked, spans: true } } ]
                - { id: chat, uri: "ai://stand-in", predicates: [ "Path=/**" ], filters: [ AiGuard=secrets, AiCache=10m ] }
                """.formatted(probability, collector.uri("/v1/traces")));
    }

    private static void ask(RunningGateway gateway, String text, String... headers) {
        askAt("/v1/chat/completions", gateway, text, headers);
    }

    private static void askAt(String path, RunningGateway gateway, String text, String... headers) {
        assertThat(RawHttp.post(
                                gateway.port(),
                                path,
                                "{\"model\":\"m-1\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\""
                                        + text + "\"}]}",
                                headers)
                        .status())
                .isEqualTo(200);
    }

    /** Of all that came, as letters and as hexadecimal digits: a protocol buffer has both as they are. */
    private record Received(String text, String hex) {

        static Received by(FaultUpstream collector) {
            StringBuilder text = new StringBuilder();
            StringBuilder hex = new StringBuilder();
            List<SeenRequest> requests = collector.awaitRequests(1, Duration.ofSeconds(20));
            for (SeenRequest request : requests) {
                text.append(new String(request.body(), StandardCharsets.UTF_8));
                hex.append(HexFormat.of().formatHex(request.body()));
            }
            return new Received(text.toString(), hex.toString());
        }
    }

    @Test
    void exchange_isASpan_inTheCallersTrace_withOneForEachStep() {
        try (FaultUpstream collector = FaultUpstream.start().playEverywhere(Script.json(200, "{}"))) {
            try (RunningGateway gateway = gateway(collector, 1)) {
                ask(gateway, "/echo a word that nobody must see", "traceparent: 00-" + TRACE + "-" + PARENT + "-01");
            }
            Received received = Received.by(collector);

            assertThat(received.text())
                    .contains("chat m-1", "filter AiGuard", "filter AiCache", "cache", "attempt stand-in")
                    .contains("gen_ai.provider.name", "gen_ai.usage.output_tokens", "gen_ai.response.finish_reasons")
                    .doesNotContain("nobody must see");
            assertThat(received.hex()).contains(TRACE, PARENT);
        }
    }

    @Test
    void words_whereTheLogOfARouteWantsThem_areMasked() {
        try (FaultUpstream collector = FaultUpstream.start().playEverywhere(Script.json(200, "{}"))) {
            try (RunningGateway gateway = gateway(collector, 1)) {
                askAt("/told/v1/chat/completions", gateway, "/echo write to jane.doe@example.org");
            }
            Received received = Received.by(collector);

            assertThat(received.text())
                    .contains("gen_ai.input.messages", "gen_ai.output.messages")
                    .contains("{\"type\":\"text\",\"content\":\"write to [EMAIL]\"}")
                    .contains(
                            "{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"content\":\"/echo write to [EMAIL]\"}]}")
                    .doesNotContain("jane.doe");
        }
    }

    @Test
    void whatIsNotSampled_isNotSent() {
        try (FaultUpstream collector = FaultUpstream.start().playEverywhere(Script.json(200, "{}"))) {
            try (RunningGateway gateway = gateway(collector, 0)) {
                ask(gateway, "/words 1");
                ask(gateway, "/words 2", "traceparent: 00-" + TRACE + "-" + PARENT + "-00");
            }

            assertThat(collector.requests()).isEmpty();
        }
    }
}
