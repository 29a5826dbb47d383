package ai.gateway.app.standin;

import ai.gateway.app.standin.Client.Event;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class OpenAiResponsesTest {
    private static final String PATH = "/v1/responses";
    private static Client client;

    @BeforeAll
    static void start() {
        client = new Client(StandInSettings.forMachines().withEventTokens(100));
    }

    @AfterAll
    static void stop() {
        client.close();
    }

    @Test
    void stream_thinkingAndText_followsTheGrammar() {
        List<Event> events = client.events(PATH, "{'model':'m','input':'/think hm /echo hi','stream':true}");

        assertThat(events.stream().map(Event::name))
                .containsExactly(
                        "response.created",
                        "response.in_progress",
                        "response.output_item.added",
                        "response.reasoning_summary_part.added",
                        "response.reasoning_summary_text.delta",
                        "response.reasoning_summary_text.done",
                        "response.reasoning_summary_part.done",
                        "response.output_item.done",
                        "response.output_item.added",
                        "response.content_part.added",
                        "response.output_text.delta",
                        "response.output_text.done",
                        "response.content_part.done",
                        "response.output_item.done",
                        "response.completed");
        for (int i = 0; i < events.size(); i++) {
            assertThat(events.get(i).json().path("sequence_number").asInt()).isEqualTo(i);
            assertThat(Client.at(events.get(i).json(), "/type"))
                    .isEqualTo(events.get(i).name());
        }
        JsonNode last = events.get(events.size() - 1).json();
        assertThat(Client.at(last, "/response/output/1/content/0/text")).isEqualTo("hi");
        assertThat(last.at("/response/usage/output_tokens_details/reasoning_tokens")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void stream_tool_tellsTheArgumentsAndRepeatsTheRequestsTools() {
        List<Event> events = client.events(
                PATH,
                "{'input':[{'role':'user','content':[{'type':'input_text','text':'/tool'}]}],'stream':true,"
                        + "'tools':[{'type':'function','name':'f','parameters':{'properties':{'a':{'type':'number'}}}}]}");

        assertThat(events.stream().map(Event::name))
                .containsExactly(
                        "response.created",
                        "response.in_progress",
                        "response.output_item.added",
                        "response.function_call_arguments.delta",
                        "response.function_call_arguments.done",
                        "response.output_item.done",
                        "response.completed");
        assertThat(Client.at(events.get(4).json(), "/arguments")).isEqualTo("{\"a\":1.0}");
        assertThat(Client.at(events.get(6).json(), "/response/tools/0/name")).isEqualTo("f");
        assertThat(Client.at(events.get(6).json(), "/response/output/0/call_id"))
                .startsWith("call_");
    }

    @Test
    void whole_lengthAndToolOutput_areIncompleteAndRepeated() {
        JsonNode cut = client.json(PATH, "{'input':'/words 9','max_output_tokens':2}");
        JsonNode told = client.json(
                PATH,
                "{'input':[{'role':'user','content':'/tool'},{'type':'function_call_output','call_id':'c','output':'42'}]}");

        assertThat(Client.at(cut, "/status")).isEqualTo("incomplete");
        assertThat(Client.at(cut, "/incomplete_details/reason")).isEqualTo("max_output_tokens");
        assertThat(Client.at(told, "/output/0/content/0/text")).isEqualTo("The tool said: 42");
    }

    @Test
    void stream_errorAfter_sendsErrorThenFailedInSequence() {
        List<Event> events = client.events(PATH, "{'input':'/errorafter 3','stream':true}");

        assertThat(events.stream().map(Event::name)).endsWith("error", "response.failed");
        for (int i = 0; i < events.size(); i++) {
            assertThat(events.get(i).json().path("sequence_number").asInt()).isEqualTo(i);
        }
        assertThat(Client.at(events.get(events.size() - 1).json(), "/response/status"))
                .isEqualTo("failed");
    }

    @Test
    void inputTokens_samePrompt_isWhatTheAnswerCounts() {
        JsonNode count = client.json(PATH + "/input_tokens", "{'model':'m','input':'count me'}");
        JsonNode answer = client.json(PATH, "{'model':'m','input':'count me'}");

        assertThat(count.path("input_tokens").asInt()).isEqualTo(2);
        assertThat(answer.at("/usage/input_tokens").asInt()).isEqualTo(2);
    }
}
