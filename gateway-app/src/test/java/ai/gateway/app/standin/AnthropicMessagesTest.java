package ai.gateway.app.standin;

import ai.gateway.app.standin.Client.Event;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;

class AnthropicMessagesTest {
    private static final String PATH = "/v1/messages";
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
        return "{'model':'m','max_tokens':1000,'messages':[{'role':'user','content':[{'type':'text','text':'" + text
                + "'}]}]" + more + "}";
    }

    @Test
    void stream_thinkingAndText_followsTheGrammar() {
        List<Event> events = client.events(PATH, ask("/think hm /echo hi", ",'stream':true"));

        assertThat(events.stream().map(event -> event.name() + ":" + Client.at(event.json(), "/delta/type")))
                .containsExactly(
                        "message_start:",
                        "content_block_start:",
                        "content_block_delta:thinking_delta",
                        "content_block_delta:signature_delta",
                        "content_block_stop:",
                        "content_block_start:",
                        "content_block_delta:text_delta",
                        "content_block_stop:",
                        "message_delta:",
                        "message_stop:");
        assertThat(events)
                .allSatisfy(
                        event -> assertThat(Client.at(event.json(), "/type")).isEqualTo(event.name()));
        assertThat(events.get(6).json().path("index").asInt()).isEqualTo(1);
        assertThat(Client.at(events.get(8).json(), "/delta/stop_reason")).isEqualTo("end_turn");
    }

    @Test
    void streamAndWhole_tool_giveTheSameInputAndUsage() {
        String tools = ",'tools':[{'name':'f','input_schema':{'type':'object','properties':{'when':{'type':'string',"
                + "'format':'date'}}}}]";
        JsonNode whole = client.json(PATH, ask("/tool f", tools));
        List<Event> events = client.events(PATH, ask("/tool f", tools + ",'stream':true"));

        String input = events.stream()
                .map(event -> Client.at(event.json(), "/delta/partial_json"))
                .collect(Collectors.joining());
        assertThat(input).isEqualTo("{\"when\":\"2026-01-01\"}");
        assertThat(whole.at("/content/0/input").toString()).isEqualTo(input);
        assertThat(Client.at(whole, "/stop_reason")).isEqualTo("tool_use");
        assertThat(events.get(events.size() - 2).json().at("/usage/output_tokens"))
                .isEqualTo(whole.at("/usage/output_tokens"));
    }

    @Test
    void whole_toolResult_repeatsIt() {
        JsonNode answer = client.json(
                PATH,
                "{'messages':[{'role':'user','content':'/tool'},{'role':'user','content':[{'type':'tool_result',"
                        + "'tool_use_id':'t','content':[{'type':'text','text':'42'}]}]}]}");

        assertThat(Client.at(answer, "/content/0/text")).isEqualTo("The tool said: 42");
    }

    @Test
    void error_529_isOverloadedWithRetryAfter() {
        HttpResponse<byte[]> response = client.post(PATH, ask("/error 529 too much", ""));

        assertThat(response.statusCode()).isEqualTo(529);
        assertThat(response.headers().firstValue("retry-after")).contains("1");
        assertThat(Client.at(Client.json(response), "/error/type")).isEqualTo("overloaded_error");
        assertThat(Client.at(Client.json(response), "/error/message")).isEqualTo("too much");
        assertThat(Client.at(Client.json(response), "/request_id")).startsWith("req_");
    }

    @Test
    void stream_errorAfter_endsWithTheErrorEvent() {
        List<Event> events = client.events(PATH, ask("/errorafter 4 /words 50", ",'stream':true"));

        assertThat(events).hasSize(5);
        assertThat(events.get(4).name()).isEqualTo("error");
        assertThat(Client.at(events.get(4).json(), "/error/type")).isEqualTo("overloaded_error");
    }

    @Test
    void countTokens_samePrompt_isWhatTheAnswerCounts() {
        JsonNode count = client.json("/v1/messages/count_tokens", ask("count me", ""));
        JsonNode answer = client.json(PATH, ask("count me", ""));

        assertThat(count.path("input_tokens").asInt())
                .isPositive()
                .isEqualTo(answer.at("/usage/input_tokens").asInt());
    }
}
