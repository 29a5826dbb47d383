package ai.gateway.samples;

import ai.gateway.app.standin.StandIn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Stream;

import static ai.gateway.samples.Samples.ANTHROPIC;
import static ai.gateway.samples.Samples.CHAT;
import static ai.gateway.samples.Samples.MESSAGES;
import static ai.gateway.samples.Samples.chat;
import static ai.gateway.samples.Samples.cost;
import static ai.gateway.samples.Samples.header;
import static ai.gateway.samples.Samples.provider;
import static ai.gateway.samples.Samples.start;
import static ai.gateway.samples.Samples.stream;
import static ai.gateway.samples.Samples.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Several targets behind one name. */
@ExtendWith(OutputCaptureExtension.class)
class PoolSamplesTest {

    @Test
    void poolsWithFailover_requests_haveTheirTargets() {
        try (SampleGateway gateway = start("pools-with-failover")) {
            HttpResponse<String> whole = gateway.post(CHAT, chat("chat", "Hello"));
            HttpResponse<String> streamed = gateway.post(CHAT, stream("chat", "Hello"));

            assertThat(whole.statusCode()).isEqualTo(200);
            assertThat(whole.headers().firstValue("x-ai-provider")).contains("stand-in");
            assertThat(whole.headers().firstValue("x-ai-attempts")).contains("2");
            assertThat(streamed.body()).contains("\"model\":\"gpt-5.4-mini\"").endsWith("data: [DONE]\n\n");
            for (int i = 0; i < 3; i++) {
                gateway.post(CHAT, chat("chat", "Hello"));
            }
            assertThat(gateway.post(CHAT, chat("chat", "Hello")).headers().firstValue("x-ai-attempts"))
                    .contains("1");
        }
    }

    @Test
    void poolsWithFailover_users_areToldApart() {
        try (SampleGateway gateway = start("pools-with-failover")) {
            List<String> models = Stream.iterate(0, i -> i < 100, i -> i + 1)
                    .map(i -> answering(gateway, "canary", "Hi", "x-user", "user" + i))
                    .toList();

            assertThat(models.stream().filter("new"::equals).count()).isBetween(3L, 20L);
            for (int i = 0; i < 10; i++) {
                assertThat(answering(gateway, "canary", "Hi", "x-user", "user" + i))
                        .isEqualTo(models.get(i));
            }
        }
    }

    @Test
    void poolsWithFailover_prompts_reachWhoTakesThem() {
        try (SampleGateway gateway = start("pools-with-failover")) {
            assertThat(answering(gateway, "by-size", "Hello")).isEqualTo("model-small");
            assertThat(answering(gateway, "by-size", "and on it goes ".repeat(100)))
                    .isEqualTo("model-large");
            HttpResponse<String> tooLong = gateway.post(CHAT, chat("by-size", "and on it goes ".repeat(1000)));
            assertThat(tooLong.statusCode()).isEqualTo(400);
            assertThat(tooLong.body()).contains("context_length_exceeded", "context of 1000 tokens");
        }
    }

    @Test
    void fallback_nobodyAtTheUri_othersAnswer() {
        try (SampleGateway gateway = start("fallback")) {
            HttpResponse<String> answer = gateway.post(CHAT, chat("m", "Hello"));

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("x-ai-attempts")).contains("2");
            assertThat(answer.headers().firstValue("x-ai-model")).contains("spare-model");
        }
    }

    private static String answering(SampleGateway gateway, String model, String text, String... headers) {
        HttpResponse<String> answer = gateway.post(CHAT, chat(model, text), headers);
        return answer.headers().firstValue("x-ai-model").orElseThrow(() -> new AssertionError(answer.body()));
    }

    @Test
    void lowestLatency_slowOne_isTriedOnce() {
        try (StandIn provider = provider();
                SampleGateway gateway = start("lowest-latency", provider)) {
            List<String> asked = Stream.generate(() -> gateway.post(CHAT, chat("quickest", "Hello")))
                    .limit(8)
                    .map(answer -> header(answer, "x-ai-provider"))
                    .toList();

            assertThat(asked.subList(0, 2)).containsExactlyInAnyOrder("far", "near");
            assertThat(asked.subList(2, 8)).containsOnly("near");
            assertThat(gateway.get("/actuator/aipools/quickest").body())
                    .contains("\"target\":\"far/gpt-5.4-mini\"", "\"answered\":1,", "\"answered\":7,");
        }
    }

    @Test
    void hedging_firstIsSilent_secondAnswers() {
        try (StandIn provider = provider();
                SampleGateway gateway = start("hedging", provider)) {
            String asked = with("'max_tokens':50", stream("hedged", "Hello"));
            for (HttpResponse<String> answer :
                    List.of(gateway.post(CHAT, chat("hedged", "Hello")), gateway.post(MESSAGES, asked, ANTHROPIC))) {
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
                assertThat(header(answer, "x-ai-provider")).isEqualTo("quick");
                assertThat(header(answer, "x-ai-attempts")).isEqualTo("2");
            }
        }
    }

    @Test
    void mirroring_mirror_isAskedAndNotHeard(CapturedOutput output) {
        try (SampleGateway gateway = start("mirroring", "--logging.level.ai.gateway=info")) {
            HttpResponse<String> compared = gateway.post(CHAT, chat("m", "Hello"));
            HttpResponse<String> careless = gateway.post("/careless" + CHAT, chat("m", "Hello"));

            assertThat(List.of(compared, careless)).allSatisfy(answer -> {
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
                assertThat(header(answer, "x-ai-model")).isEqualTo("old");
                assertThat(header(answer, "x-ai-attempts")).isEqualTo("1");
            });
            await().untilAsserted(() -> assertThat(attempts(gateway))
                    .anyMatch(line -> line.contains("\"answered\"") && line.contains("stand-in/new"))
                    .anyMatch(line -> line.contains("\"failed\"") && line.contains("down/new")));
            assertThat(output).contains("mirror stand-in/new: finish=STOP input=2 output=34");
        }
    }

    private static List<String> attempts(SampleGateway gateway) {
        return gateway.get("/actuator/prometheus")
                .body()
                .lines()
                .filter(line -> line.startsWith("ai_gateway_attempts"))
                .toList();
    }

    @Test
    void selfHostedWithCloud_whatOwnOnesCannot_theCloudDoes() {
        try (StandIn provider = provider();
                SampleGateway gateway = start("self-hosted-with-cloud", provider)) {
            HttpResponse<String> own = gateway.post(CHAT, chat("ours", "Hello"));
            HttpResponse<String> tooLong = gateway.post(CHAT, chat("ours", "and on it goes ".repeat(500)));
            HttpResponse<String> down = gateway.post(CHAT, chat("laptop", "Hello"));

            assertThat(header(own, "x-ai-provider")).isEqualTo("vllm");
            assertThat(header(own, "x-ai-cost-usd")).isEqualTo("0");
            assertThat(header(tooLong, "x-ai-provider")).isEqualTo("openai");
            assertThat(header(tooLong, "x-ai-attempts")).isEqualTo("1");
            assertThat(cost(tooLong)).isPositive();
            assertThat(header(down, "x-ai-provider")).isEqualTo("openai");
            assertThat(header(down, "x-ai-attempts")).isEqualTo("2");
        }
    }
}
