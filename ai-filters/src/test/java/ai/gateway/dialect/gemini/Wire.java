package ai.gateway.dialect.gemini;

import ai.gateway.dialect.AnswerWriter;
import ai.gateway.dialect.Asked;
import ai.gateway.dialect.ChatCall;
import ai.gateway.dialect.ChatCodec;
import ai.gateway.dialect.Traits;
import ai.gateway.dialect.openai.OpenAiDialect;
import ai.gateway.exchange.Answer;
import ai.gateway.exchange.AnswerEvent;
import ai.gateway.exchange.AnswerFold;
import ai.gateway.exchange.Call;
import ai.gateway.exchange.ChatRequest;
import ai.gateway.exchange.Operation;
import ai.gateway.wire.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import static java.nio.charset.StandardCharsets.UTF_8;

/** What the tests of the codec share: it, JSON to compare, questions and answers. */
final class Wire {

    static final ChatCodec CODEC = new GeminiDialect().chat();
    static final long SECONDS = 1_760_000_000L;

    private static final JsonMapper MAPPER = new JsonMapper();

    private Wire() {}

    static JsonNode json(String text) {
        return MAPPER.readTree(text);
    }

    static JsonNode json(byte[] text) {
        return MAPPER.readTree(text);
    }

    static Json parsed(String text) {
        return Json.parse(text.getBytes(UTF_8));
    }

    static Call call(String model, boolean stream) {
        String path = "/v1beta/models/" + model + (stream ? ":streamGenerateContent" : ":generateContent");
        return new Call(GeminiDialect.ID, Operation.CHAT, path, model, stream);
    }

    /** What a client of this dialect asks. */
    static ChatRequest asked(String body) {
        return CODEC.readRequest(call("gemini-2.5-flash", false), parsed(body));
    }

    /** What a client of Chat Completions asks. */
    static ChatRequest openAi(String body) {
        ChatCodec codec = Objects.requireNonNull(new OpenAiDialect().chat());
        return codec.readRequest(Call.of("openai", Operation.CHAT, "/chat/completions"), parsed(body));
    }

    static ChatCall written(ChatRequest request) {
        return CODEC.writeRequest(request, Traits.NONE);
    }

    static Traits lacking(String... parameters) {
        return new Traits(Set.of(parameters), Traits.NONE.renames(), Traits.NONE.maxOutput());
    }

    /** A client of this dialect that is answered by a provider of another. */
    static Asked from(String spoken, boolean sse) {
        String body = "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"hi\"}]}]}";
        Call call = call("m", true);
        return new Asked(call, CODEC.readRequest(call, parsed(body)), spoken, "req-1", SECONDS, sse);
    }

    static String streamed(Asked asked, List<AnswerEvent> events) {
        AnswerWriter writer = CODEC.answerWriter(asked);
        events.forEach(writer);
        return new String(writer.take(), UTF_8);
    }

    static List<AnswerEvent> read(String... frames) {
        List<AnswerEvent> events = new ArrayList<>();
        var reader = CODEC.answerReader(events::add);
        for (String frame : frames) {
            reader.frame("", parsed(frame));
        }
        reader.end();
        return events;
    }

    static Answer folded(List<AnswerEvent> events) {
        AnswerFold fold = new AnswerFold();
        events.forEach(fold);
        return fold.toAnswer();
    }
}
