package ai.gateway.app.standin;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.CRC32;

import static org.assertj.core.api.Assertions.assertThat;

class BedrockConverseTest {
    private static final String MODEL = "/model/us.anthropic.claude-x-v1%3A0%2Fprofile/";
    private static Client client;

    @BeforeAll
    static void start() {
        client = new Client(StandInSettings.forMachines().withEventTokens(2));
    }

    @AfterAll
    static void stop() {
        client.close();
    }

    private static String ask(String text, String more) {
        return "{'messages':[{'role':'user','content':[{'text':'" + text + "'}]}]" + more + "}";
    }

    record Frame(Map<String, String> headers, JsonNode payload) {
        String type() {
            return headers.getOrDefault(":event-type", headers.getOrDefault(":exception-type", ""));
        }
    }

    @Test
    void whole_thinkingAndText_hasBothBlocks() {
        JsonNode answer = client.json(MODEL + "converse", ask("/think hm /echo hi", ""));

        assertThat(Client.at(answer, "/output/message/content/0/reasoningContent/reasoningText/text"))
                .isEqualTo("hm");
        assertThat(Client.at(answer, "/output/message/content/1/text")).isEqualTo("hi");
        assertThat(Client.at(answer, "/stopReason")).isEqualTo("end_turn");
        assertThat(answer.at("/usage/totalTokens").asInt())
                .isEqualTo(answer.at("/usage/inputTokens").asInt() + 2);
    }

    @Test
    void stream_text_hasRightChecksumsAndOrder() {
        List<Frame> frames = frames(client.post(MODEL + "converse-stream", ask("/words 3", "")));

        assertThat(frames.stream().map(Frame::type))
                .containsExactly(
                        "messageStart",
                        "contentBlockDelta",
                        "contentBlockDelta",
                        "contentBlockDelta",
                        "contentBlockStop",
                        "messageStop",
                        "metadata");
        assertThat(frames.stream()
                        .map(frame -> Client.at(frame.payload(), "/delta/text"))
                        .collect(Collectors.joining()))
                .isEqualTo("word1 word2 word3");
    }

    @Test
    void stream_tool_tellsStartAndInputInPieces() {
        String tools =
                ",'toolConfig':{'tools':[{'toolSpec':{'name':'f','inputSchema':{'json':{'type':'object','properties':"
                        + "{'city':{'type':'string'}}}}}}]}";
        List<Frame> frames = frames(client.post(MODEL + "converse-stream", ask("/tool", tools)));

        assertThat(Client.at(frames.get(1).payload(), "/start/toolUse/name")).isEqualTo("f");
        assertThat(frames.stream()
                        .map(frame -> Client.at(frame.payload(), "/delta/toolUse/input"))
                        .collect(Collectors.joining()))
                .isEqualTo("{\"city\":\"city\"}");
        assertThat(Client.at(frames.get(frames.size() - 2).payload(), "/stopReason"))
                .isEqualTo("tool_use");
    }

    @Test
    void stream_errorAfter_endsWithAnExceptionFrame() {
        List<Frame> frames = frames(client.post(MODEL + "converse-stream", ask("/errorafter 2 /words 99", "")));

        assertThat(frames).hasSize(3);
        assertThat(frames.get(2).headers())
                .containsEntry(":message-type", "exception")
                .containsEntry(":exception-type", "serviceUnavailableException");
    }

    @Test
    void error_429_namesItsTypeInTheHeaderOnly() {
        HttpResponse<byte[]> response = client.post(MODEL + "converse", ask("/error 429 slow down", ""));

        assertThat(response.statusCode()).isEqualTo(429);
        assertThat(response.headers().firstValue("x-amzn-errortype").orElse("")).isEqualTo("ThrottlingException");
        assertThat(Client.text(response)).isEqualTo("{\"message\":\"slow down\"}");
    }

    @Test
    void whole_toolResult_repeatsIt() {
        JsonNode answer = client.json(
                MODEL + "converse",
                "{'messages':[{'role':'user','content':[{'toolResult':{'toolUseId':'t','content':[{'json':{'t':1}}]}}]}]}");

        assertThat(Client.at(answer, "/output/message/content/0/text")).isEqualTo("The tool said: {\"t\":1}");
    }

    @Test
    void countTokens_ofConverse_isWhatTheAnswerCounts() {
        JsonNode count = client.json(MODEL + "count-tokens", "{'input':{'converse':" + ask("count me", "") + "}}");
        JsonNode answer = client.json(MODEL + "converse", ask("count me", ""));

        assertThat(count.path("inputTokens").asInt())
                .isPositive()
                .isEqualTo(answer.at("/usage/inputTokens").asInt());
    }

    @Test
    void invoke_embeddersOfThreeMakers_answerInTheirShapes() {
        JsonNode titan =
                client.json("/model/amazon.titan-embed-text-v2%3A0/invoke", "{'inputText':'a b','dimensions':8}");
        JsonNode cohere = client.json(
                "/model/cohere.embed-v4%3A0/invoke",
                "{'texts':['a b','c'],'input_type':'search_document','embedding_types':['float'],'output_dimension':8}");
        JsonNode nova = client.json(
                "/model/amazon.nova-2-multimodal-embeddings-v1%3A0/invoke",
                "{'taskType':'SINGLE_EMBEDDING','singleEmbeddingParams':{'embeddingDimension':8,'text':{'value':'a b'}}}");

        assertThat(titan.path("embedding").size()).isEqualTo(8);
        assertThat(titan.path("inputTextTokenCount").asInt()).isEqualTo(1);
        assertThat(cohere.at("/embeddings/float").size()).isEqualTo(2);
        assertThat(cohere.at("/embeddings/float/0")).isEqualTo(titan.path("embedding"));
        assertThat(nova.at("/embeddings/0/embedding")).isEqualTo(titan.path("embedding"));
    }

    @Test
    void invoke_rerank_sortsAndTakesDirectives() {
        String model = "/model/amazon.rerank-v1%3A0/invoke";
        JsonNode ranked = client.json(model, "{'query':'red fox','documents':['blue sea','a red fox'],'top_n':1}");

        assertThat(ranked.path("results").size()).isEqualTo(1);
        assertThat(ranked.at("/results/0/index").asInt()).isEqualTo(1);
        assertThat(client.post(model, "{'query':'/error 429','documents':['a']}")
                        .statusCode())
                .isEqualTo(429);
        assertThat(client.post(model, "{'prompt':'hi'}").statusCode()).isEqualTo(404);
    }

    private static List<Frame> frames(HttpResponse<byte[]> response) {
        assertThat(response.headers().firstValue("content-type")).contains("application/vnd.amazon.eventstream");
        return frames(ByteBuffer.wrap(response.body()));
    }

    /** Reads frames by the format's own description, and insists on both checksums. */
    static List<Frame> frames(ByteBuffer in) {
        List<Frame> frames = new ArrayList<>();
        while (in.hasRemaining()) {
            int start = in.position();
            int total = in.getInt();
            int headerLength = in.getInt();
            assertThat(in.getInt()).isEqualTo(crc(in.array(), start, 8));
            Map<String, String> headers = new LinkedHashMap<>();
            int payloadAt = start + 12 + headerLength;
            while (in.position() < payloadAt) {
                String name = string(in, in.get());
                assertThat(in.get()).isEqualTo((byte) 7);
                headers.put(name, string(in, in.getShort()));
            }
            byte[] payload = new byte[start + total - 4 - payloadAt];
            in.get(payload);
            assertThat(in.getInt()).isEqualTo(crc(in.array(), start, total - 4));
            frames.add(new Frame(headers, Values.parse(payload)));
        }
        return frames;
    }

    private static String string(ByteBuffer in, int length) {
        byte[] bytes = new byte[length];
        in.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static int crc(byte[] bytes, int from, int length) {
        CRC32 crc = new CRC32();
        crc.update(bytes, from, length);
        return (int) crc.getValue();
    }
}
