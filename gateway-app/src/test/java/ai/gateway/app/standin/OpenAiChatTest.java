package ai.gateway.app.standin;

import ai.gateway.app.standin.Client.Event;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import java.util.List;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;

class OpenAiChatTest {
    private static final String PATH = "/v1/chat/completions";
    private static final String TOOLS =
            "'tools':[{'type':'function','function':{'name':'weather','parameters':{'type':'object','properties':"
                    + "{'city':{'type':'string'},'days':{'type':'integer'},'hot':{'type':'boolean'},"
                    + "'tags':{'type':'array','items':{'enum':['a','b']}}}}}},"
                    + "{'type':'function','function':{'name':'clock'}}]";

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
        return "{'model':'m','messages':[{'role':'system','content':'be kind'},{'role':'user','content':'" + text
                + "'}]" + (more.isEmpty() ? "" : "," + more) + "}";
    }

    @Test
    void whole_plainPrompt_saysItIsTheStandIn() {
        JsonNode answer = client.json(PATH, ask("what is up", ""));

        assertThat(Client.at(answer, "/choices/0/message/content"))
                .startsWith("Hello from the stand-in provider: you said \"what is up\"");
        assertThat(Client.at(answer, "/choices/0/finish_reason")).isEqualTo("stop");
        assertThat(Client.at(answer, "/model")).isEqualTo("m");
        assertThat(answer.at("/usage/total_tokens").asInt())
                .isEqualTo(answer.at("/usage/prompt_tokens").asInt()
                        + answer.at("/usage/completion_tokens").asInt());
    }

    @Test
    void stream_echo_saysTheSameAndCountsTheSameAsTheWhole() {
        String text = "/echo one two three four five";
        JsonNode whole = client.json(PATH, ask(text, ""));
        List<Event> events = client.events(PATH, ask(text, "'stream':true,'stream_options':{'include_usage':true}"));

        assertThat(content(events))
                .isEqualTo("one two three four five")
                .isEqualTo(Client.at(whole, "/choices/0/message/content"));
        assertThat(events.get(events.size() - 1).raw()).isEqualTo("[DONE]");
        JsonNode usage = events.get(events.size() - 2).json();
        assertThat(usage.path("choices").size()).isZero();
        assertThat(usage.path("usage")).isEqualTo(whole.path("usage"));
        assertThat(events.get(0).json().at("/usage").isNull()).isTrue();
        assertThat(Client.at(events.get(events.size() - 3).json(), "/choices/0/finish_reason"))
                .isEqualTo("stop");
        assertThat(Client.at(events.get(0).json(), "/choices/0/delta/role")).isEqualTo("assistant");
        assertThat(events).hasSize(1 + Tokens.of("one two three four five") + 3);
    }

    @Test
    void stream_withoutUsageAskedFor_hasNone() {
        List<Event> events = client.events(PATH, ask("hi", "'stream':true"));

        assertThat(events)
                .noneMatch(event -> event.data() != null && event.data().has("usage"));
    }

    @Test
    void whole_tool_makesArgumentsOfTheRightTypes() {
        JsonNode answer = client.json(PATH, ask("please /tool", TOOLS));

        assertThat(Client.at(answer, "/choices/0/finish_reason")).isEqualTo("tool_calls");
        assertThat(answer.at("/choices/0/message/content").isNull()).isTrue();
        assertThat(Client.at(answer, "/choices/0/message/tool_calls/0/function/name"))
                .isEqualTo("weather");
        assertThat(Client.at(answer, "/choices/0/message/tool_calls/0/function/arguments"))
                .isEqualTo("{\"city\":\"city\",\"days\":1,\"hot\":true,\"tags\":[\"a\"]}");
    }

    @Test
    void stream_parallelTools_givesEachCallItsIndexAndItsArgumentsInPieces() {
        List<Event> events = client.events(PATH, ask("/tools 2", TOOLS + ",'stream':true"));

        List<JsonNode> calls = events.stream()
                .filter(event -> event.data() != null)
                .map(event -> event.json().at("/choices/0/delta/tool_calls/0"))
                .filter(JsonNode::isObject)
                .toList();
        assertThat(calls.stream().filter(call -> call.has("id")).map(call -> Client.at(call, "/function/name")))
                .containsExactly("weather", "clock");
        assertThat(calls.stream()
                        .filter(call -> call.path("index").asInt() == 0)
                        .map(call -> Client.at(call, "/function/arguments"))
                        .collect(Collectors.joining()))
                .isEqualTo("{\"city\":\"city\",\"days\":1,\"hot\":true,\"tags\":[\"a\"]}");
        assertThat(calls).hasSizeGreaterThan(4);
    }

    @Test
    void whole_namedToolWithArguments_callsExactlyThat() {
        JsonNode answer = client.json(
                PATH,
                "{'messages':[{'role':'user','content':'/tool send {\\\"to\\\":\\\"me\\\"}'}]}".replace('\'', '"'));

        assertThat(Client.at(answer, "/choices/0/message/tool_calls/0/function/name"))
                .isEqualTo("send");
        assertThat(Client.at(answer, "/choices/0/message/tool_calls/0/function/arguments"))
                .isEqualTo("{\"to\":\"me\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'tool_choice':'required' | weather",
                "'tool_choice':'auto' | ",
                "'tool_choice':{'type':'function','function':{'name':'clock'}} | clock"
            },
            quoteCharacter = '`')
    void whole_toolChoice_isObeyed(String choice, String called) {
        JsonNode answer = client.json(PATH, ask("hi", TOOLS + "," + choice));

        assertThat(Client.at(answer, "/choices/0/message/tool_calls/0/function/name"))
                .isEqualTo(called == null ? "" : called);
    }

    @Test
    void whole_toolResultLast_repeatsItAndObeysNoDirective() {
        JsonNode answer = client.json(
                PATH,
                "{'messages':[{'role':'user','content':'/tool'},{'role':'assistant','tool_calls':[]},"
                        + "{'role':'tool','tool_call_id':'a','content':'sunny'},{'role':'tool','content':'warm'}]}");

        assertThat(Client.at(answer, "/choices/0/message/content")).isEqualTo("The tool said: sunny; warm");
    }

    @Test
    void whole_thinkAndSchema_thinksThenFits() {
        JsonNode answer = client.json(
                PATH,
                ask(
                        "/think hm",
                        "'response_format':{'type':'json_schema','json_schema':{'name':'n','schema':{'$ref':'#/$defs/p',"
                                + "'$defs':{'p':{'type':'object','properties':{'age':{'type':'integer','minimum':18}}}}}}}"));

        assertThat(Client.at(answer, "/choices/0/message/reasoning_content")).isEqualTo("hm");
        assertThat(Client.at(answer, "/choices/0/message/content")).isEqualTo("{\"age\":18}");
        assertThat(answer.at("/usage/completion_tokens_details/reasoning_tokens")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void whole_maxTokens_cutsAndSaysLength() {
        JsonNode answer = client.json(PATH, ask("/chars 100", "'max_tokens':5"));

        assertThat(Client.at(answer, "/choices/0/message/content")).hasSize(20);
        assertThat(Client.at(answer, "/choices/0/finish_reason")).isEqualTo("length");
        assertThat(answer.at("/usage/completion_tokens").asInt()).isEqualTo(5);
    }

    @Test
    void stream_errorAfter_endsWithTheErrorAndWithoutTheMarker() {
        List<Event> events = client.events(PATH, ask("/errorafter 3 /words 50", "'stream':true"));

        assertThat(events).hasSize(4);
        assertThat(Client.at(events.get(3).json(), "/error/type")).isEqualTo("server_error");
    }

    @Test
    void completions_wholeAndStream_sayTheSame() {
        String ask = "{'model':'m','prompt':'/words 3'%s}";
        JsonNode whole = client.json("/v1/completions", String.format(ask, ""));
        List<Event> events = client.events("/v1/completions", String.format(ask, ",'stream':true"));

        assertThat(Client.at(whole, "/choices/0/text")).isEqualTo("word1 word2 word3");
        assertThat(events.stream()
                        .filter(event -> event.data() != null)
                        .map(event -> Client.at(event.json(), "/choices/0/text"))
                        .collect(Collectors.joining()))
                .isEqualTo("word1 word2 word3");
        assertThat(events.get(events.size() - 1).raw()).isEqualTo("[DONE]");
    }

    private static String content(List<Event> events) {
        return events.stream()
                .filter(event -> event.data() != null)
                .map(event -> Client.at(event.json(), "/choices/0/delta/content"))
                .collect(Collectors.joining());
    }
}
