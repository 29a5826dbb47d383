package ai.gateway.log;

import ai.gateway.ledger.LedgerException;
import ai.gateway.testing.JudgingUpstream;
import ai.gateway.testing.JudgingUpstream.Verdict;
import ai.gateway.testing.SeenRequest;
import ai.gateway.wire.Json;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What a collector of OpenTelemetry gets. */
class OtlpOutletTest {

    private final List<SeenRequest> seen = new ArrayList<>();

    private static OtlpOutlet to(int port) {
        return new OtlpOutlet("http://127.0.0.1:" + port + "/v1/logs", Map.of("x-token", "t"), Duration.ofSeconds(5));
    }

    @Test
    void write_some_areOneRequest_asOtlpHasIt() {
        try (JudgingUpstream collector = JudgingUpstream.start(request -> {
            seen.add(request);
            return Verdict.json(200, "{}");
        })) {
            to(collector.port()).write(List.of(Made.logged("a"), Made.logged("b")));
        }

        assertThat(seen).hasSize(1);
        assertThat(seen.get(0).uri()).isEqualTo("/v1/logs");
        assertThat(seen.get(0).header("x-token")).isEqualTo("t");
        assertThat(seen.get(0).header("content-type")).isEqualTo("application/json");
        Json body = Json.parse(seen.get(0).body());
        Json records = body.get("resourceLogs").at(0).get("scopeLogs").at(0).get("logRecords");
        assertThat(records.size()).isEqualTo(2);
        Json first = records.at(0);
        assertThat(first.get("timeUnixNano").text()).isEqualTo("1800000000000000000");
        assertThat(first.get("severityNumber").number(0)).isEqualTo(9);
        assertThat(first.get("body").get("stringValue").text()).isEqualTo("chat complete");
        assertThat(first.get("attributes").toString())
                .contains(
                        "{\"key\":\"gen_ai.request.model\",\"value\":{\"stringValue\":\"fast\"}}",
                        "{\"key\":\"gen_ai.usage.input_tokens\",\"value\":{\"intValue\":\"7\"}}",
                        "{\"key\":\"ai.gateway.request.id\",\"value\":{\"stringValue\":\"a\"}}",
                        "{\"key\":\"ai.gateway.property.app\",\"value\":{\"stringValue\":\"mail\"}}",
                        "hello")
                .doesNotContain("reasoning_tokens", "error.type");
    }

    @Test
    void write_whereTheCollectorIsBusyOrAway_isTriedAgain_andWhatItRefusesIsNot() {
        AtomicInteger status = new AtomicInteger(503);
        int port;
        try (JudgingUpstream collector = JudgingUpstream.start(request -> Verdict.json(status.get(), "{}"))) {
            port = collector.port();
            OtlpOutlet outlet = to(port);
            assertThatThrownBy(() -> outlet.write(List.of(Made.logged("a"))))
                    .isInstanceOf(LedgerException.class)
                    .hasMessageContaining("503");
            status.set(400);
            assertThatCode(() -> outlet.write(List.of(Made.logged("a")))).doesNotThrowAnyException();
        }
        assertThatThrownBy(() -> to(port).write(List.of(Made.logged("a")))).isInstanceOf(LedgerException.class);
    }
}
