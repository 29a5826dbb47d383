package ai.gateway.app.standin;

import ai.gateway.app.standin.Client.Event;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import java.util.List;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;

class GeminiContentTest {
    private static final String MODEL = "/v1beta/models/google/gemini-x:";
    private static Client client;

    @BeforeAll
    static void start() {
        client = new Client(StandInSettings.forMachines());
    }

    @AfterAll
    static void stop() {
        client.close();
    }

    private static String ask(String text, String more) {
        return "{'contents':[{'role':'user','parts':[{'text':'" + text + "'}]}]" + more + "}";
    }

    @Test
    void whole_thinking_isAThoughtPartAndCountedApart() {
        JsonNode answer = client.json(MODEL + "generateContent", ask("/think hm /echo hi", ""));

        assertThat(answer.at("/candidates/0/content/parts/0/thought").asBoolean())
                .isTrue();
        assertThat(Client.at(answer, "/candidates/0/content/parts/1/text")).isEqualTo("hi");
        assertThat(answer.at("/usageMetadata/thoughtsTokenCount").asInt()).isEqualTo(1);
        assertThat(answer.at("/usageMetadata/totalTokenCount").asInt())
                .isEqualTo(answer.at("/usageMetadata/promptTokenCount").asInt() + 2);
        assertThat(Client.at(answer, "/modelVersion")).isEqualTo("google/gemini-x");
    }

    @Test
    void sse_text_usesCrlfAndHasNoEndMarker() {
        String stream = Client.text(client.post("/v1/models/g:streamGenerateContent?alt=sse", ask("/words 3", "")));
        List<Event> events = Client.events(stream);

        assertThat(stream).endsWith("\r\n\r\n").doesNotContain("[DONE]");
        assertThat(stream.replace("\r\n", "")).doesNotContain("\n");
        assertThat(events.stream()
                        .map(event -> Client.at(event.json(), "/candidates/0/content/parts/0/text"))
                        .collect(Collectors.joining()))
                .isEqualTo("word1 word2 word3");
        assertThat(events.stream()
                        .filter(event -> event.json().at("/candidates/0").has("finishReason")))
                .hasSize(1)
                .containsExactly(events.get(events.size() - 1));
    }

    @Test
    void arrayStream_toolCalls_isOneJsonArray() {
        String tools = ",'tools':[{'functionDeclarations':[{'name':'f','parameters':{'type':'OBJECT','properties':"
                + "{'n':{'type':'INTEGER'}}}}]}]";
        JsonNode array = client.json(MODEL + "streamGenerateContent", ask("/tools 2", tools));

        assertThat(array.isArray()).isTrue();
        assertThat(array.at("/0/candidates/0/content/parts/0/functionCall/args").toString())
                .isEqualTo("{\"n\":1}");
        assertThat(array.at("/0/candidates/0/content/parts/0").has("thoughtSignature"))
                .isTrue();
        assertThat(array.at("/1/candidates/0/content/parts/0").has("thoughtSignature"))
                .isFalse();
        assertThat(Client.at(array, "/2/candidates/0/finishReason")).isEqualTo("STOP");
    }

    @Test
    void arrayStream_errorAfter_isStillAnArrayWithTheErrorLast() {
        JsonNode array = client.json(MODEL + "streamGenerateContent", ask("/errorafter 2 /words 9", ""));

        assertThat(array.size()).isEqualTo(3);
        assertThat(Client.at(array, "/2/error/status")).isEqualTo("UNAVAILABLE");
    }

    @Test
    void whole_functionResponse_repeatsItAndSchemaFits() {
        JsonNode told = client.json(
                MODEL + "generateContent",
                "{'contents':[{'role':'user','parts':[{'functionResponse':{'name':'f','response':{'t':21}}}]}]}");
        JsonNode fits = client.json(
                MODEL + "generateContent",
                ask(
                        "hi",
                        ",'generationConfig':{'maxOutputTokens':900,'responseSchema':{'type':'OBJECT','properties':"
                                + "{'ok':{'type':'BOOLEAN'}}}}"));

        assertThat(Client.at(told, "/candidates/0/content/parts/0/text")).isEqualTo("The tool said: {\"t\":21}");
        assertThat(Client.at(fits, "/candidates/0/content/parts/0/text")).isEqualTo("{\"ok\":true}");
    }

    @Test
    void error_429_saysInItsMessageWhenToRetry() {
        JsonNode error = client.json(MODEL + "generateContent", ask("/error 429 Quota.", ""));

        assertThat(Client.at(error, "/error/message")).isEqualTo("Quota. Please retry in 1s.");
        assertThat(Client.at(error, "/error/status")).isEqualTo("RESOURCE_EXHAUSTED");
    }

    @Test
    void countAndEmbed_text_answerInShape() {
        JsonNode count = client.json(MODEL + "countTokens", ask("12345678", ""));
        JsonNode one =
                client.json(MODEL + "embedContent", "{'content':{'parts':[{'text':'a'}]},'outputDimensionality':8}");
        JsonNode many = client.json(
                MODEL + "batchEmbedContents",
                "{'requests':[{'content':{'parts':[{'text':'a'}]}},{'content':{'parts':[{'text':'b'}]}}]}");

        assertThat(count.path("totalTokens").asInt()).isEqualTo(2);
        assertThat(one.at("/embedding/values").size()).isEqualTo(8);
        JsonNode whole = client.json(
                MODEL + "countTokens",
                "{'generateContentRequest':{'model':'models/m',"
                        + ask("12345678", "").substring(1) + "}");

        assertThat(whole.path("totalTokens").asInt()).isEqualTo(2);
        assertThat(many.path("embeddings").size()).isEqualTo(2);
        assertThat(client.get("/v1beta/models").at("/models/0/name").asString()).isEqualTo("models/stand-in");
    }
}
