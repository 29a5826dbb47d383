package ai.gateway.app.standin;

import ai.gateway.app.standin.Client.Event;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import java.net.http.HttpResponse;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class CohereAndOllamaTest {
    private static final String TOOLS =
            ",'tools':[{'type':'function','function':{'name':'f','parameters':{'type':'object',"
                    + "'properties':{'a':{'type':['null','integer']}}}}}]";
    private static Client client;

    @BeforeAll
    static void start() {
        client = new Client(StandInSettings.forMachines().withEventTokens(100));
    }

    @AfterAll
    static void stop() {
        client.close();
    }

    private static String ask(String text, String more) {
        return "{'model':'m','messages':[{'role':'user','content':'" + text + "'}]" + more + "}";
    }

    private static List<JsonNode> lines(HttpResponse<byte[]> response) {
        assertThat(response.headers().firstValue("content-type")).contains("application/x-ndjson");
        return Client.text(response).lines().map(Values::parseOrNull).toList();
    }

    @Test
    void cohere_streamedTool_followsTheGrammar() {
        List<Event> events = client.events("/v2/chat", ask("/think hm /tool", TOOLS + ",'stream':true"));

        assertThat(events.stream().map(Event::name))
                .containsExactly(
                        "message-start",
                        "content-start",
                        "content-delta",
                        "content-end",
                        "tool-call-start",
                        "tool-call-delta",
                        "tool-call-end",
                        "message-end",
                        "");
        assertThat(Client.at(events.get(2).json(), "/delta/message/content/thinking"))
                .isEqualTo("hm");
        assertThat(Client.at(events.get(5).json(), "/delta/message/tool_calls/function/arguments"))
                .isEqualTo("{\"a\":1}");
        assertThat(Client.at(events.get(7).json(), "/delta/finish_reason")).isEqualTo("TOOL_CALL");
        assertThat(events.get(8).raw()).isEqualTo("[DONE]");
    }

    @Test
    void cohere_wholeAndStream_sayAndCountTheSame() {
        JsonNode whole = client.json("/v2/chat", ask("/echo hi there", ""));
        List<Event> events = client.events("/v2/chat", ask("/echo hi there", ",'stream':true"));

        assertThat(Client.at(whole, "/message/content/0/text")).isEqualTo("hi there");
        assertThat(Client.at(events.get(2).json(), "/delta/message/content/text"))
                .isEqualTo("hi there");
        assertThat(events.get(4).json().at("/delta/usage")).isEqualTo(whole.path("usage"));
        assertThat(Client.at(whole, "/finish_reason")).isEqualTo("COMPLETE");
    }

    @Test
    void cohere_errors_areFlatAndEndAStream() {
        HttpResponse<byte[]> error = client.post("/v2/chat", ask("/error 429", ""));
        List<Event> events = client.events("/v2/chat", ask("/errorafter 2", ",'stream':true"));

        assertThat(error.statusCode()).isEqualTo(429);
        assertThat(Client.json(error).propertyNames()).containsExactly("id", "message", "error_type");
        assertThat(Client.at(events.get(2).json(), "/delta/finish_reason")).isEqualTo("ERROR");
    }

    @Test
    void ollama_streamsUnlessToldNotTo() {
        List<JsonNode> lines = lines(client.post("/api/chat", ask("/think hm /echo hi", "")));
        JsonNode whole = client.json("/api/chat", ask("/think hm /echo hi", ",'stream':false"));

        assertThat(lines).hasSize(3);
        assertThat(Client.at(lines.get(0), "/message/thinking")).isEqualTo("hm");
        assertThat(Client.at(lines.get(1), "/message/content")).isEqualTo("hi");
        assertThat(lines.get(2).path("done").asBoolean()).isTrue();
        assertThat(lines.get(2).path("eval_count")).isEqualTo(whole.path("eval_count"));
        assertThat(Client.at(whole, "/message/content")).isEqualTo("hi");
        assertThat(Client.at(whole, "/message/thinking")).isEqualTo("hm");
    }

    @Test
    void ollama_tool_givesArgumentsAsAnObject() {
        List<JsonNode> lines = lines(client.post("/api/chat", ask("/tool", TOOLS)));

        assertThat(lines.get(0).at("/message/tool_calls/0/function/arguments").toString())
                .isEqualTo("{\"a\":1}");
        assertThat(Client.at(lines.get(1), "/done_reason")).isEqualTo("stop");
    }

    @Test
    void ollama_generateLengthAndErrors_areInShape() {
        JsonNode cut = client.json("/api/generate", "{'prompt':'/words 9','stream':false,'options':{'num_predict':2}}");
        List<JsonNode> lines = lines(client.post("/api/generate", "{'prompt':'/errorafter 1'}"));
        JsonNode error = client.json("/api/chat", ask("/error 500 no luck", ""));

        assertThat(Client.at(cut, "/response")).isEqualTo("word1 wo");
        assertThat(Client.at(cut, "/done_reason")).isEqualTo("length");
        assertThat(lines.get(1).has("error")).isTrue();
        assertThat(error.toString()).isEqualTo("{\"error\":\"no luck\"}");
    }

    @Test
    void ollama_schemaAsFormat_fits() {
        JsonNode whole = client.json(
                "/api/chat",
                ask("hi", ",'stream':false,'format':{'type':'object','properties':{'x':{'type':'string'}}}"));

        assertThat(Client.at(whole, "/message/content")).isEqualTo("{\"x\":\"x\"}");
    }

    @Test
    void embedRerankTags_answerInShape() {
        JsonNode cohere =
                client.json("/v2/embed", "{'texts':['a b','c'],'embedding_types':['float'],'output_dimension':4}");
        JsonNode ollama = client.json("/api/embed", "{'model':'m','input':['a b','c']}");
        JsonNode ranked =
                client.json("/v2/rerank", "{'query':'red fox','documents':['blue sea','a red fox'],'top_n':1}");

        assertThat(cohere.at("/embeddings/float/0").size()).isEqualTo(4);
        assertThat(ollama.path("embeddings").size()).isEqualTo(2);
        assertThat(ranked.path("results").size()).isEqualTo(1);
        assertThat(ranked.at("/results/0/index").asInt()).isEqualTo(1);
        assertThat(client.get("/api/tags").at("/models/0/model").asString()).isEqualTo("stand-in:latest");
    }
}
