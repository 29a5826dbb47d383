package ai.gateway.samples;

import ai.gateway.app.standin.StandIn;
import ai.gateway.app.standin.StandInSettings;
import org.junit.jupiter.api.Test;

import java.net.http.HttpResponse;

import static ai.gateway.samples.Samples.CHAT;
import static ai.gateway.samples.Samples.chat;
import static ai.gateway.samples.Samples.header;
import static ai.gateway.samples.Samples.provider;
import static ai.gateway.samples.Samples.start;
import static ai.gateway.samples.Samples.stream;
import static ai.gateway.samples.Samples.with;
import static org.assertj.core.api.Assertions.assertThat;

/** Clients of one dialect, providers of another. */
class DialectSamplesTest {

    /** What passes as it is has the spelling of the stand-in; what was translated says by whose dialect. */
    @Test
    void twoDialectsOfOneProvider_claude_isSpokenToInItsOwn() {
        try (StandIn provider = provider();
                SampleGateway gateway = start("two-dialects-of-one-provider", provider)) {
            HttpResponse<String> qwen = gateway.post(CHAT, chat("platform/qwen-3", "/words 3"));
            HttpResponse<String> claude = gateway.post(CHAT, chat("platform/claude-sonnet-5-5", "/words 3"));

            assertThat(qwen.body()).contains("\"model\":\"qwen-3\"", "\"id\":\"chatcmpl-");
            assertThat(claude.statusCode()).isEqualTo(200);
            assertThat(claude.body())
                    .contains("\"model\":\"claude-sonnet-5-5\"", "\"object\":\"chat.completion\"", "\"id\":\"msg_");
        }
    }

    @Test
    void embeddingsAndRerank_ofBothDialects_reachWhoHasTheModel() {
        try (StandIn provider = provider();
                SampleGateway gateway = start("embeddings-and-rerank", provider)) {
            HttpResponse<String> vectors =
                    gateway.post("/v1/embeddings", "{'model':'embed-v4.0','input':'Hello','user':'u-1'}");
            HttpResponse<String> ranking = gateway.post(
                    "/v1/rerank",
                    "{'model':'rerank-v4.0','query':'red apples','documents':['grass','red apples'],'top_n':1}");
            String asked = "{'model':'text-embedding-3-small','texts':['Hello'],'embedding_types':['%s']}";
            HttpResponse<String> floats = gateway.post("/v2/embed", asked.formatted("float"));

            assertThat(vectors.headers().firstValue("x-ai-provider")).contains("acme");
            assertThat(vectors.headers().firstValue("x-ai-dropped")).contains("user");
            assertThat(vectors.body()).contains("\"object\":\"embedding\"");
            assertThat(ranking.headers().firstValue("x-ai-provider")).contains("acme");
            assertThat(ranking.body()).contains("\"index\":1", "\"relevance_score\"");
            assertThat(floats.headers().firstValue("x-ai-provider")).contains("globex");
            assertThat(floats.body()).contains("\"float\":[[");
            assertThat(gateway.post("/v2/embed", asked.formatted("int8")).statusCode())
                    .isEqualTo(400);
        }
    }

    @Test
    void openaiSdkToClaude_chats_areClaudes() {
        try (StandIn provider = StandIn.start(StandInSettings.forMachines().withRequiredKey("the-key-of-the-sample"));
                SampleGateway gateway = start("openai-sdk-to-claude", provider)) {
            HttpResponse<String> whole = gateway.post(CHAT, with("'seed':7", chat("claude-sonnet-5-5", "Hello")));
            HttpResponse<String> streamed = gateway.post(CHAT, stream("claude-sonnet-5-5", "/words 5"));
            String tools = "'tools':[{'type':'function','function':{'name':'weather','parameters':{'type':'object'}}}]";
            HttpResponse<String> call = gateway.post(CHAT, with(tools, chat("claude-sonnet-5-5", "/tool")));

            assertThat(whole.statusCode()).as(whole.body()).isEqualTo(200);
            assertThat(header(whole, "x-ai-provider")).isEqualTo("anthropic");
            assertThat(header(whole, "x-ai-dropped")).contains("seed");
            assertThat(whole.body()).contains("\"object\":\"chat.completion\"", "\"id\":\"msg_");
            assertThat(streamed.body())
                    .contains("\"object\":\"chat.completion.chunk\"", "\"id\":\"msg_", "\"finish_reason\":\"stop\"")
                    .doesNotContain("event:")
                    .endsWith("data: [DONE]\n\n");
            assertThat(call.body()).contains("\"finish_reason\":\"tool_calls\"", "\"name\":\"weather\"");
        }
    }
}
