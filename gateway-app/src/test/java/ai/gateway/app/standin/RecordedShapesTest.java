package ai.gateway.app.standin;

import ai.gateway.app.standin.BedrockConverseTest.Frame;
import ai.gateway.app.standin.Client.Event;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/** Every key that a real provider sent is also there when the stand-in answers the same kind of request. */
class RecordedShapesTest {
    /** Keys below these are the tool's or the prompt's own, or belong to features that the stand-in has not. */
    private static final Set<String> IGNORED =
            Set.of("input", "arguments", "args", "tools", "caller", "p", "inference_geo");

    private static final String CHAT =
            "{'model':'m','stream':%s,'stream_options':{'include_usage':true},'messages':[{'role':'user','content':'%s'}],"
                    + "'tools':[{'type':'function','function':{'name':'f'}}]}";
    private static final String CONTENTS = "{'contents':[{'role':'user','parts':[{'text':'%s'}]}]}";
    private static final String CONVERSE = "{'messages':[{'role':'user','content':[{'text':'%s'}]}]}";
    private static final String FLASH = "/v1beta/models/m:";

    static List<Arguments> recordings() {
        return List.of(
                row(
                        "openai/chat_completions/openinf__testtokencounts-test-openai",
                        "json",
                        "/v1/chat/completions",
                        CHAT,
                        "hi"),
                row(
                        "openai/chat_completions/openinf__testagents-test-tool-calling-agent-with-image-has-expected-attributes",
                        "json",
                        "/v1/chat/completions",
                        CHAT,
                        "/tool"),
                row(
                        "openai/chat_completions/ai-gateway__chat-streaming-detailed-usage",
                        "sse",
                        "/v1/chat/completions",
                        CHAT,
                        "/length"),
                row(
                        "openai/chat_completions/braintrust__test-openai-parallel-tool-calls-2",
                        "sse",
                        "/v1/chat/completions",
                        CHAT,
                        "/tools 2"),
                row(
                        "openai/completions/ai-gateway__completion-streaming-usage",
                        "sse",
                        "/v1/completions",
                        "{'stream':%s,'stream_options':{'include_usage':true},'prompt':'%s'}",
                        "hi"),
                row(
                        "openai/responses/dd-trace-js__openai-responses-post-b8c7abaf",
                        "sse",
                        "/v1/responses",
                        "{'stream':%s,'input':'%s'}",
                        "/tool f {}"),
                row(
                        "openai/responses/ai__openai-error-1-chunks",
                        "sse",
                        "/v1/responses",
                        "{'stream':%s,'input':'%s'}",
                        "/errorafter 2"),
                row(
                        "anthropic/messages/dd-trace-py__anthropic-completion-stream-thinking",
                        "sse",
                        "/v1/messages",
                        CHAT,
                        "/think hm"),
                row(
                        "anthropic/messages/rig__structured-output-and-strict-tool-use-stream-together",
                        "sse",
                        "/v1/messages",
                        CHAT,
                        "/tool"),
                row("cohere/v2_chat/rig__required-tool-choice-streams-tool-call", "sse", "/v2/chat", CHAT, "/tool"),
                row(
                        "cohere/v2_chat/ruby-llm__command-a-03-2025-accepts-a-json-schema-and-returns-structured-output",
                        "json",
                        "/v2/chat",
                        CHAT,
                        "hi"),
                row(
                        "cohere/v2_rerank/ruby-llm__rerank-reranking-with-cohere-rerank-v3-5-limits-results-with-top-n",
                        "json",
                        "/v2/rerank",
                        "{'stream':%s,'query':'%s','documents':['a']}",
                        "hi"),
                row("ollama/api_chat/prism__generate-text-with-done-reason-length-1", "json", "/api/chat", CHAT, "hi"),
                row("ollama/api_tags/rig__list-models-smoke", "json", "/api/tags", "", ""),
                row(
                        "gemini/generateContent/mirascope__google-gemini-2-5-flash-1",
                        "json",
                        FLASH + "generateContent",
                        CONTENTS,
                        "hi"),
                row(
                        "gemini/streamGenerateContent/mirascope__google-gemini-3-pro-preview",
                        "sse",
                        FLASH + "streamGenerateContent?alt=sse",
                        CONTENTS,
                        "/think hm"),
                row("gemini/countTokens/ellmer__google-count-tokens-5", "json", FLASH + "countTokens", CONTENTS, "hi"),
                row(
                        "bedrock/converse/langchain-aws__test-thinking-v0-1",
                        "json",
                        "/model/m/converse",
                        CONVERSE,
                        "/think hm"),
                row(
                        "bedrock/converse_stream/ruby-llm__can-use-tools-without-parameters-in-multi-turn-streaming-conversations-2",
                        "eventstream.b64",
                        "/model/m/converse-stream",
                        CONVERSE,
                        "/tool f {}"),
                row(
                        "openai/images_generations/openai-dotnet__generationwithoptionsworks",
                        "json",
                        "/v1/images/generations",
                        "{'stream':%s,'prompt':'%s'}",
                        "hi"),
                row(
                        "openai/moderations/ruby-llm__moderate-with-openai-provider-moderates-text-with-an-image-attachment",
                        "json",
                        "/v1/moderations",
                        "{'stream':%s,'input':'%s'}",
                        "hi"));
    }

    private static Arguments row(String recording, String kind, String path, String template, String text) {
        boolean stream = !kind.equals("json");
        String body =
                template.contains("'stream'") ? String.format(template, stream, text) : String.format(template, text);
        return Arguments.of(recording, kind, path, body);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("recordings")
    void answer_sameKindAsARecording_hasAllItsKeys(String recording, String kind, String path, String body)
            throws IOException {
        Path file = Path.of(
                System.getProperty("shared.dir", "no-such-folder"), "recordings", recording + ".response." + kind);
        assumeThat(file).as("recordings of real providers are not here").exists();
        try (Client client = new Client(StandInSettings.forMachines())) {
            HttpResponse<byte[]> response =
                    body.isEmpty() ? client.send("GET", path, new byte[0]) : client.post(path, body);

            Set<String> missing = keys(kind, recorded(file, kind));
            missing.removeAll(keys(kind, response.body()));
            assertThat(missing).isEmpty();
        }
    }

    private static byte[] recorded(Path file, String kind) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        return kind.equals("eventstream.b64") ? Base64.getMimeDecoder().decode(bytes) : bytes;
    }

    private static Set<String> keys(String kind, byte[] body) {
        Set<String> keys = new TreeSet<>();
        String text = new String(body, StandardCharsets.UTF_8);
        switch (kind) {
            case "json" -> collect(Objects.requireNonNull(Json.parseOrNull(text)), "", keys);
            case "sse" -> {
                for (Event event : Client.events(text)) {
                    keys.add(event.data() == null ? "[DONE]" : event.name());
                    if (event.data() != null) {
                        collect(event.json(), event.name(), keys);
                    }
                }
            }
            default -> {
                for (Frame frame : BedrockConverseTest.frames(ByteBuffer.wrap(body))) {
                    keys.addAll(frame.headers().keySet());
                    collect(frame.payload(), frame.type(), keys);
                }
            }
        }
        return keys;
    }

    private static void collect(JsonNode node, String at, Set<String> keys) {
        if (node.isArray()) {
            node.forEach(item -> collect(item, at + "[]", keys));
            return;
        }
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            String key = at + "/" + field.getKey();
            if (!IGNORED.contains(field.getKey())) {
                keys.add(key);
                collect(field.getValue(), key, keys);
            }
        }
    }
}
