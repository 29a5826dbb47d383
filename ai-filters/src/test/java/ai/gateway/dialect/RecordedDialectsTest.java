package ai.gateway.dialect;

import ai.gateway.exchange.AnswerFacts;
import ai.gateway.exchange.Call;
import ai.gateway.exchange.FinishReason;
import ai.gateway.exchange.Operation;
import ai.gateway.exchange.RequestFacts;
import ai.gateway.testing.Recordings;
import ai.gateway.testing.Recordings.Recording;
import ai.gateway.wire.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** Every recorded exchange, read by the dialect that it is in. */
class RecordedDialectsTest {

    private static final JsonMapper MAPPER = new JsonMapper();

    /** Paths of APIs that no dialect knows; they are relayed. */
    private static final Set<String> UNKNOWN = Set.of("mistral/ocr", "xai/tts");

    /** Perplexity's streams just stop; so did Groq's when its tool call failed. */
    private static final Set<String> ENDLESS = Set.of("perplexity/chat_completions", "groq/chat_completions");

    @ParameterizedTest(name = "{0}")
    @MethodSource("recordings")
    void recognise_recordedHead_isCallOfItsDialectAlone(Recording recording) {
        if (recording.path().isEmpty()) {
            return;
        }
        Head head = recording.head();
        List<String> found = Spoken.ALL.stream()
                .filter(dialect -> dialect.recognise(head) != null)
                .map(Dialect::id)
                .toList();
        assertThat(found).isEqualTo(isUnknown(recording) ? List.of() : List.of(id(recording)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("recordings")
    void facts_recordedRequest_sayModelAndStream(Recording recording) {
        if (recording.request() == null || recording.path().isEmpty() || isUnknown(recording)) {
            return;
        }
        Dialect dialect = dialect(recording);
        Call call = call(recording);
        RequestFacts facts = dialect.facts(call, Json.parse(recording.request()));
        JsonNode body = MAPPER.readTree(recording.request());
        String model = recording.meta().path("model").asString("");
        String named = call.model() != null ? call.model() : body.path("model").asString("");
        assertThat(facts.model() == null ? "" : facts.model()).isEqualTo(named);
        if (!model.isEmpty() && call.model() != null && !recording.provider().equals("azure")) {
            assertThat(call.model()).isEqualTo(model.replace("models/", ""));
        }
        if (recording.status() == 200 && recording.kind().matches("sse|ndjson|eventstream") && isChat(call)) {
            assertThat(facts.stream()).as("stream").isTrue();
        }
        if (recording.status() == 200 && recording.kind().equals("json") && isChat(call)) {
            assertThat(facts.stream()).as("stream").isEqualTo(recording.path().contains(":stream"));
        }
        if (isChat(call)) {
            assertThat(facts.tools()).as("tools").isEqualTo(hasTools(body));
            boolean approves = recording.request() != null && body.toString().contains("mcp_approval_response");
            assertThat(facts.input().isEmpty() && !approves).as("no input").isFalse();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("recordings")
    void answerFacts_recordedAnswer_countWhatItSays(Recording recording) {
        if (!isReadable(recording)) {
            return;
        }
        AnswerFacts facts = facts(recording);
        if (recording.status() >= 400) {
            assertThat(facts.failure()).isNotBlank();
            return;
        }
        ReportedTokens reported = ReportedTokens.of(recording, dialect(recording));
        assertThat(facts.usage().isKnown()).as("known").isEqualTo(reported.known());
        if (reported.known()) {
            assertThat(facts.usage().total()).as("total").isEqualTo(reported.total());
        }
        if (recording.stream() && !recording.kind().equals("json")) {
            boolean ends = !ENDLESS.contains(api(recording)) || recording.has("done_marker");
            assertThat(facts.ended() || !ends).as("ended").isTrue();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("recordings")
    void answerFacts_recordedFinish_isKnown(Recording recording) {
        if (!isReadable(recording) || recording.status() >= 400) {
            return;
        }
        AnswerFacts facts = facts(recording);
        if (recording.has("tool_call") && !recording.has("server_tool")) {
            assertThat(facts.finish()).isNotEqualTo(FinishReason.STOP);
        }
        if (recording.has("stop=length") || recording.has("stop=max_tokens") || recording.has("stop=MAX_TOKENS")) {
            assertThat(facts.finish()).isEqualTo(FinishReason.LENGTH);
        }
        if (recording.has("midstream_error")) {
            assertThat(facts.failure()).isNotBlank();
        }
        boolean untold = recording.has("stop=OTHER") || recording.api().equals("responses_retrieve");
        assertThat(facts.finish() == FinishReason.OTHER && !untold)
                .as("finish OTHER")
                .isFalse();
    }

    @Test
    void recordings_all_tellHowMuchIsFound() {
        Map<String, int[]> table = new TreeMap<>();
        for (Recording recording : Recordings.all()) {
            int[] row = table.computeIfAbsent(id(recording), key -> new int[6]);
            row[0]++;
            row[1] += recording.path().isEmpty() ? 0 : 1;
            row[2] += !recording.path().isEmpty() && call(recording) != null ? 1 : 0;
            if (isReadable(recording) && recording.status() < 400 && isGenerated(recording)) {
                AnswerFacts facts = facts(recording);
                row[3]++;
                row[4] += facts.usage().isKnown() ? 1 : 0;
                row[5] += facts.finish() != null || facts.failure() != null ? 1 : 0;
            }
        }
        StringBuilder text = new StringBuilder("dialect records paths recognised generations usage finish\n");
        table.forEach((id, row) ->
                text.append(id).append(' ').append(Arrays.toString(row)).append('\n'));
        assertThat(table.values()).as(text.toString()).allSatisfy(row -> {
            assertThat(row[2]).isGreaterThanOrEqualTo(row[1] - UNKNOWN.size());
            assertThat(row[4]).isGreaterThan(row[3] * 8 / 10);
            assertThat(row[5]).isGreaterThan(row[3] * 9 / 10);
        });
    }

    private static Stream<Recording> recordings() {
        return Recordings.all().stream();
    }

    private static boolean isUnknown(Recording recording) {
        return UNKNOWN.contains(api(recording));
    }

    private static String api(Recording recording) {
        return recording.provider() + "/" + recording.api();
    }

    private static boolean isReadable(Recording recording) {
        return recording.response().length > 0 && recording.kind().matches("json|sse|ndjson|eventstream");
    }

    private static boolean isGenerated(Recording recording) {
        return recording
                .api()
                .matches(".*(chat|completions|messages|responses|onverse.*|[gG]enerate.*|invoke.*|Predict)$");
    }

    private static boolean isChat(Call call) {
        return call.operation() == Operation.CHAT;
    }

    private static boolean hasTools(JsonNode body) {
        return body.path("tools").size()
                        + body.path("functions").size()
                        + body.path("toolConfig").path("tools").size()
                > 0;
    }

    static AnswerFacts facts(Recording recording) {
        boolean whole = recording.kind().equals("json");
        return whole
                ? Spoken.whole(dialect(recording), recording.response())
                : Spoken.stream(dialect(recording), recording.kind(), recording.response());
    }

    static Call call(Recording recording) {
        return new Dialects(Spoken.ALL).recognise(recording.head());
    }

    static Dialect dialect(Recording recording) {
        return Spoken.dialect(id(recording));
    }

    /** The dialect by the provider's own name of the API. */
    private static String id(Recording recording) {
        String api = recording.api();
        return switch (recording.provider()) {
            case "anthropic" -> api.startsWith("openai_") ? "openai" : "anthropic";
            case "gemini", "vertex" ->
                api.startsWith("openai_") ? "openai" : api.startsWith("anthropic_") ? "anthropic" : "gemini";
            case "bedrock" ->
                api.equals("mantle_responses") ? "responses" : api.startsWith("mantle_") ? "openai" : "bedrock";
            case "cohere" -> api.equals("v1_rerank") ? "openai" : "cohere";
            case "ollama" -> api.startsWith("api_") ? "ollama" : "openai";
            default -> api.contains("responses") ? "responses" : "openai";
        };
    }
}
