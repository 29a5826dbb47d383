package ai.gateway.samples;

import ai.gateway.app.standin.StandIn;
import ai.gateway.app.standin.StandInSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import java.net.http.HttpResponse;
import java.util.stream.Stream;

import static ai.gateway.samples.Samples.ANTHROPIC;
import static ai.gateway.samples.Samples.CHAT;
import static ai.gateway.samples.Samples.MESSAGES;
import static ai.gateway.samples.Samples.chat;
import static ai.gateway.samples.Samples.claude;
import static ai.gateway.samples.Samples.provider;
import static ai.gateway.samples.Samples.start;
import static ai.gateway.samples.Samples.stream;
import static org.assertj.core.api.Assertions.assertThat;

/** Which model and which provider a request gets, and on what terms. */
@ExtendWith(OutputCaptureExtension.class)
class RouteSamplesTest {

    @Test
    void firstRoute_chat_isAnswered() {
        try (SampleGateway gateway = start("first-route", "--ai.gateway.stand-in.enabled=on")) {
            HttpResponse<String> answer = gateway.post(CHAT, chat("stand-in/gpt-5.4-mini", "Hello"));

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).contains("Hello from the stand-in", "\"model\":\"gpt-5.4-mini\"");
            assertThat(answer.headers().firstValue("x-ai-provider")).contains("stand-in");
            assertThat(gateway.post(CHAT, stream("stand-in/gpt-5.4-mini", "Hello"))
                            .body())
                    .endsWith("data: [DONE]\n\n");
        }
    }

    @Test
    void modelMap_models_areRenamed() {
        try (SampleGateway gateway = start("model-map")) {
            HttpResponse<String> whole = gateway.post(CHAT, chat("gpt-4o", "Hello"));
            HttpResponse<String> streamed = gateway.post(CHAT, stream("fast", "Hello"));

            assertThat(whole.body()).contains("\"model\":\"gpt-5.4-mini\"");
            assertThat(whole.headers().firstValue("x-ai-model")).contains("gpt-5.4-mini");
            assertThat(streamed.body()).contains("\"model\":\"gpt-5.4-nano\"");
            assertThat(gateway.post(CHAT, chat("o5", "Hello")).body()).contains("\"model\":\"o5\"");
        }
    }

    @Test
    void defaultsAndOverrides_parameters_areFilledInAndForced() {
        try (SampleGateway gateway = start("defaults-and-overrides")) {
            assertThat(gateway.post(CHAT, chat("m", "/words 50")).body())
                    .contains("\"finish_reason\":\"length\"", "\"completion_tokens\":8");
            assertThat(gateway.post(
                                    CHAT,
                                    "{'max_tokens':12," + chat("m", "/words 50").substring(1))
                            .body())
                    .contains("\"completion_tokens\":12");
            assertThat(gateway.post(
                                    "/v1beta/models/m:generateContent",
                                    "{'contents':[{'parts':[{'text':'/words 50'}]}]}")
                            .body())
                    .contains("\"finishReason\":\"MAX_TOKENS\"");
            assertThat(gateway.post(CHAT, stream("m", "/words 50")).body())
                    .contains("\"completion_tokens\":8", "\"finish_reason\":\"length\"");
        }
    }

    @Test
    void timeouts_silence_isTold() {
        try (SampleGateway gateway = start("timeouts")) {
            HttpResponse<String> late = gateway.post(CHAT, chat("m", "/slow 5000 hello"));

            assertThat(late.statusCode()).isEqualTo(504);
            assertThat(late.body()).contains("upstream_timeout", "first-event");
            String body =
                    "{'max_tokens':50," + stream("m", "/pace 400 /words 50").substring(1);
            assertThat(gateway.tornPost(MESSAGES, body, ANTHROPIC))
                    .contains("event: message_start", "event: error", "between-events");
        }
    }

    @Test
    void byModel_models_haveTheirProviders() {
        try (StandIn provider = provider();
                SampleGateway gateway = start("by-model", provider)) {
            HttpResponse<String> gpt = gateway.post(CHAT, stream("gpt-5.4-mini", "Hello"));
            HttpResponse<String> claude = gateway.post(MESSAGES, claude("claude-sonnet-5-5"), ANTHROPIC);

            assertThat(gpt.headers().firstValue("x-ai-provider")).contains("acme");
            assertThat(claude.headers().firstValue("x-ai-provider")).contains("globex");
            assertThat(claude.body()).contains("\"model\":\"claude-sonnet-5-5\"");
            assertThat(gateway.post(CHAT, chat("llama", "Hello")).statusCode()).isEqualTo(404);
        }
    }

    @Test
    void byOperationAndDialect_calls_haveTheirModels() {
        try (SampleGateway gateway = start("by-operation-and-dialect")) {
            assertThat(gateway.post("/v1/embeddings", "{'model':'m','input':'Hello'}")
                            .body())
                    .contains("\"model\":\"embedder\"");
            assertThat(gateway.post(MESSAGES, claude("m"), ANTHROPIC).body())
                    .contains("\"model\":\"claude-sonnet-5-5\"");
            assertThat(gateway.post(CHAT, stream("m", "Hello")).body()).contains("\"model\":\"gpt-5.4-mini\"");
            assertThat(gateway.post("/v1/responses", "{'model':'m','input':'Hello'}")
                            .body())
                    .contains("\"model\":\"gpt-5.4-mini\"");
        }
    }

    @Test
    void streamsAndTools_kinds_haveTheirModels() {
        try (SampleGateway gateway = start("streams-and-tools")) {
            String tools =
                    "{'tools':[{'type':'function','function':{'name':'weather','parameters':{'type':'object'}}}],";
            String picture = "[{'type':'text','text':'What is this?'},"
                    + "{'type':'image_url','image_url':{'url':'data:image/png;base64,iVBORw0KGgo='}}]";

            assertThat(gateway.post(CHAT, tools + chat("m", "/tool").substring(1))
                            .body())
                    .contains("\"model\":\"tool-user\"", "\"name\":\"weather\"");
            assertThat(gateway.post(CHAT, "{'model':'m','messages':[{'role':'user','content':" + picture + "}]}")
                            .body())
                    .contains("\"model\":\"eye\"");
            assertThat(gateway.post(CHAT, stream("m", "Hello")).body()).contains("\"model\":\"quick\"");
            assertThat(gateway.post(CHAT, chat("m", "Hello")).body()).contains("\"model\":\"thorough\"");
        }
    }

    @Test
    void longPrompts_length_choosesTheModel() {
        try (SampleGateway gateway = start("long-prompts")) {
            assertThat(gateway.post(CHAT, chat("m", "Hello")).body()).contains("\"model\":\"small\"");
            assertThat(gateway.post(CHAT, stream("m", "and on it goes ".repeat(500)))
                            .body())
                    .contains("\"model\":\"large\"");
        }
    }

    @Test
    void betaCallers_callers_areToldApart() {
        try (SampleGateway gateway = start("beta-callers")) {
            assertThat(gateway.post(CHAT, chat("m", "Hello"), "x-key-tags", "internal, beta")
                            .body())
                    .contains("\"model\":\"new\"");
            long lucky = Stream.iterate(0, i -> i < 100, i -> i + 1)
                    .map(i -> gateway.post(CHAT, chat("m", "Hi"), "x-user", "user" + i)
                            .body())
                    .filter(body -> body.contains("\"model\":\"new\""))
                    .count();
            assertThat(lucky).isBetween(3L, 20L);
            assertThat(gateway.post(CHAT, stream("m", "Hi"), "x-user", "user0").body())
                    .contains(
                            gateway.post(CHAT, chat("m", "Hi"), "x-user", "user0")
                                            .body()
                                            .contains("\"new\"")
                                    ? "\"model\":\"new\""
                                    : "\"model\":\"old\"");
        }
    }

    @Test
    void ordinaryUri_calls_passTheTerminal() {
        try (StandIn provider = StandIn.start(StandInSettings.forMachines().withRequiredKey("the-key-of-team-a"));
                SampleGateway gateway = start("ordinary-uri", provider)) {
            HttpResponse<String> whole = gateway.post("/team-a" + CHAT, chat("m", "Hello"));
            HttpResponse<String> other = gateway.post("/team-a" + MESSAGES, claude("m"), ANTHROPIC);

            assertThat(whole.statusCode()).isEqualTo(200);
            assertThat(whole.headers().firstValue("x-ai-request-id")).isPresent();
            assertThat(gateway.tornPost("/team-a" + CHAT, stream("m", "/break 3 /words 50")))
                    .contains("upstream_unavailable");
            assertThat(other.statusCode()).isEqualTo(200);
            assertThat(other.body()).contains("\"type\":\"message\"").contains("\"stop_reason\":\"end_turn\"");
        }
    }

    @Test
    void besideOrdinaryRoutes_ordinaryOnes_areUntouched() {
        try (StandIn provider = provider();
                SampleGateway gateway = start("beside-ordinary-routes", provider)) {
            HttpResponse<String> ordinary = gateway.get("/shop/v1/models");
            HttpResponse<String> ai = gateway.post(CHAT, chat("m", "Hello"));

            assertThat(ordinary.statusCode()).isEqualTo(200);
            assertThat(ordinary.headers().firstValue("x-shop")).contains("open");
            assertThat(ordinary.headers().map().keySet()).noneMatch(name -> name.startsWith("x-ai-"));
            assertThat(ai.headers().map()).containsKeys("x-ai-request-id", "x-ai-provider", "x-ai-model");
        }
    }

    @Test
    void switches_dryRun_isOnlyTold(CapturedOutput output) {
        try (SampleGateway gateway = start("switches", "--logging.level.ai.gateway=info")) {
            assertThat(gateway.post(CHAT, chat("gpt-4o", "Hello")).body()).contains("\"model\":\"gpt-4o\"");
            assertThat(output).contains("AiModelMap (dry run): model gpt-4o -> gpt-5.4-mini");
            HttpResponse<String> other = gateway.post("/v1/else", "{}");
            assertThat(other.statusCode()).isEqualTo(400);
            assertThat(other.body()).contains("invalid_request", "AiModelMap");
        }
    }
}
